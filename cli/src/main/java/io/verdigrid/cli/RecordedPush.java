package io.verdigrid.cli;

import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.console.Reason;
import io.verdigrid.deployer.judge.PushPlan;
import io.verdigrid.deployer.judge.Sample;
import io.verdigrid.deployer.recording.PlanFile;
import io.verdigrid.deployer.recording.RecordingProblem;
import io.verdigrid.deployer.recording.SampleFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A push as its files have it.
 *
 * @param plan what was decided before it began
 * @param samples what was measured, of all files together
 */
record RecordedPush(PushPlan plan, List<Sample> samples) {
    /** Reads the files; a problem names file and place. */
    static RecordedPush read(Surroundings surroundings, String planFile, List<String> sampleFiles) {
        List<Sample> samples = new ArrayList<>();
        for (String file : sampleFiles) {
            String text = text("--samples", surroundings.resolve(file));
            try {
                samples.addAll(SampleFile.read(text.lines().toList()));
            } catch (RecordingProblem e) {
                throw problem("--samples", surroundings.resolve(file), e);
            }
        }
        Set<String> hosts = samples.stream().map(Sample::host).collect(Collectors.toSet());
        String yaml = text("--plan", surroundings.resolve(planFile));
        try {
            return new RecordedPush(PlanFile.read(yaml, hosts), samples);
        } catch (RecordingProblem e) {
            throw problem("--plan", surroundings.resolve(planFile), e);
        }
    }

    /** The newest sample, in milliseconds since the epoch. */
    long end() {
        return samples.stream()
                .mapToLong(Sample::atMillis)
                .max()
                .orElse(plan.timing().switchedAtMillis());
    }

    private static Problem problem(String option, Path file, RecordingProblem e) {
        return Problem.input(e.getMessage()
                .lines()
                .map(line -> option + ": " + file.getFileName() + ": " + line)
                .collect(Collectors.joining("\n")));
    }

    private static String text(String option, Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw Problem.input(option + ": " + file + ": is not UTF-8");
        } catch (IOException e) {
            throw Problem.input(option + ": " + file + ": " + Reason.of(e));
        }
    }
}
