package io.verdigrid.deployer.rollout;

import java.util.List;
import java.util.Set;

/**
 * Why there is a push.
 *
 * @param id chosen by who asks: asked again, it is the same push
 * @param by who asked
 * @param artifact the file, on the deployer's machine
 * @param build that was green; empty: an emergency
 * @param reason in the asker's words
 * @param words that were said beside
 * @param changes that come with it, newest first
 */
public record Request(
        String id, String by, String artifact, String build, String reason, Set<Word> words, List<Change> changes) {
    /** What must be said in so many words. */
    public enum Word {
        /** Without a certificate. */
        EMERGENCY,
        /** Though this release was rolled back before. */
        AGAIN
    }

    /** One revision and who made it; what is not known is empty. */
    public record Change(String revision, String author) {}

    /** With immutable collections. */
    public Request {
        words = Set.copyOf(words);
        changes = List.copyOf(changes);
    }

    boolean says(Word word) {
        return words.contains(word);
    }
}
