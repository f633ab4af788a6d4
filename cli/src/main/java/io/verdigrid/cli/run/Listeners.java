package io.verdigrid.cli.run;

import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.Progress;
import io.verdigrid.protocol.build.v1.TestResult;
import java.util.List;

/** Tells several listeners, in their order. */
public record Listeners(List<BuildListener> all) implements BuildListener {
    /** These, in this order. */
    public static BuildListener of(BuildListener... all) {
        return new Listeners(List.of(all));
    }

    @Override
    public void preparing(String text) {
        all.forEach(each -> each.preparing(text));
    }

    @Override
    public void submitted(Build build) {
        all.forEach(each -> each.submitted(build));
    }

    @Override
    public void progress(Progress progress) {
        all.forEach(each -> each.progress(progress));
    }

    @Override
    public void result(TestResult result) {
        all.forEach(each -> each.result(result));
    }

    @Override
    public void notice(String text) {
        all.forEach(each -> each.notice(text));
    }

    @Override
    public void lost(String why) {
        all.forEach(each -> each.lost(why));
    }

    @Override
    public void back() {
        all.forEach(BuildListener::back);
    }

    @Override
    public void ended(Build build) {
        all.forEach(each -> each.ended(build));
    }

    @Override
    public void interrupted() {
        all.forEach(BuildListener::interrupted);
    }
}
