package io.verdigrid.deployer.rollout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;

/** The journal and what it adds up to, always the same: a fact is durable before anybody sees it. Thread-safe. */
final class PushLog {
    private final Journal journal;
    private final Book book = new Book();

    PushLog(Journal journal, List<Fact> facts) {
        this.journal = journal;
        facts.forEach(book::add);
    }

    /** Throws an UncheckedIOException where it cannot be written: then it did not happen. */
    synchronized void add(Fact fact) {
        try {
            journal.append(fact);
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be written: " + e.getMessage(), e);
        }
        book.add(fact);
    }

    /** Adds what follows from the book as it is, with nothing between. */
    synchronized void addAll(Function<Book, List<Fact>> maker) {
        maker.apply(book).forEach(this::add);
    }

    /** Reads; what it returns must not hold on to the book. */
    synchronized <T> T read(Function<Book, T> reader) {
        return reader.apply(book);
    }
}
