package io.verdigrid.dashboard.http;

/** Answers requests. Called on the server's threads, so it must not block. */
public interface Handler {
    /** Takes the request, and answers it now or later; false: it is not for this one. */
    boolean handle(Exchange exchange);
}
