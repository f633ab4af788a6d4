package io.verdigrid.dashboard.http;

import java.util.Optional;

/** A request and the way to answer it, once. Thread-safe. */
public interface Exchange {
    /** {@code GET} or {@code POST}; HEAD is asked as GET. */
    String method();

    /** Decoded, without the query; starts with {@code /}. */
    String path();

    /** A parameter of the query; its first value where it stands twice. */
    Optional<String> query(String name);

    /** A header's value. */
    Optional<String> header(String name);

    /** As text; empty where there is none. */
    String body();

    /** Answers at once. What comes after the first answer, or after the caller went, is dropped. */
    void answer(Reply reply);

    /** Begins an answer that goes on. */
    LiveAnswer begin(Reply head);
}
