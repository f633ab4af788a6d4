package io.verdigrid.dashboard.api;

import io.grpc.Channel;

/**
 * The coordinator whose API is served.
 *
 * @param channel stays the caller's
 * @param connectNow lets the next call connect at once, where a connection was lost and the channel still waits
 */
public record Upstream(Channel channel, Runnable connectNow) {}
