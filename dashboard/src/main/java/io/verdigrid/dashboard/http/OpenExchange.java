package io.verdigrid.dashboard.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** One request of a connection, and its answer. Thread-safe: what touches the connection is done on its own thread. */
final class OpenExchange implements Exchange, LiveAnswer {
    /** Shorter bodies grow when they are packed, or nearly so. */
    private static final int WORTH_PACKING = 1024;

    private final Channel channel;
    private final Request request;
    private final Runnable done;
    private final AtomicBoolean answered = new AtomicBoolean();

    // Touched by the channel's thread only.
    private @Nullable Runnable whenReady;
    private @Nullable Runnable onGone;
    private byte @Nullable [] beat;
    private boolean live;
    private boolean gone;

    /** {@code done} is run on the channel's thread when the connection is free for another request. */
    OpenExchange(Channel channel, Request request, Runnable done) {
        this.channel = channel;
        this.request = request;
        this.done = done;
    }

    @Override
    public String method() {
        return request.method();
    }

    @Override
    public String path() {
        return request.path();
    }

    @Override
    public Optional<String> query(String name) {
        return request.parameter(name);
    }

    @Override
    public Optional<String> header(String name) {
        return request.header(name);
    }

    @Override
    public String body() {
        return request.body();
    }

    @Override
    public void answer(Reply reply) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        boolean packs = reply.body().size() >= WORTH_PACKING
                && request.takesGzip()
                && !reply.headers().containsKey("content-encoding");
        byte[] body = packs ? gzip(reply.body().toByteArray()) : reply.body().toByteArray();
        ByteBuf content = request.headOnly() ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body);
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()), content);
        fill(response.headers(), reply);
        if (packs) {
            response.headers().set(HttpHeaderNames.CONTENT_ENCODING, "gzip");
        }
        if (reply.status() != HttpResponseStatus.NOT_MODIFIED.code()) {
            response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        }
        channel.eventLoop().execute(() -> {
            send(response);
            done.run();
        });
    }

    private void send(HttpResponse response) {
        if (request.keepAlive()) {
            channel.writeAndFlush(response);
        } else {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            channel.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public LiveAnswer begin(Reply head) {
        if (answered.compareAndSet(false, true)) {
            DefaultHttpResponse response =
                    new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(head.status()));
            fill(response.headers(), head);
            response.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
            channel.eventLoop().execute(() -> {
                live = true;
                channel.writeAndFlush(response);
            });
        }
        return this;
    }

    private static void fill(HttpHeaders headers, Reply reply) {
        CommonHeaders.fill(headers);
        headers.set(HttpHeaderNames.CONTENT_TYPE, reply.contentType());
        headers.set(HttpHeaderNames.VARY, "accept-encoding");
        reply.headers().forEach(headers::set);
    }

    static byte[] gzip(byte[] body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(body.length / 4);
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    @Override
    public void write(byte[] bytes, Runnable taken) {
        channel.eventLoop().execute(() -> {
            if (live) {
                channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes)));
                if (channel.isWritable()) {
                    taken.run();
                } else {
                    whenReady = taken;
                }
            }
        });
    }

    @Override
    public void onGone(Runnable whenGone) {
        channel.eventLoop().execute(() -> {
            onGone = whenGone;
            if (gone) {
                whenGone.run();
            }
        });
    }

    @Override
    public void keepAlive(byte[] bytes) {
        channel.eventLoop().execute(() -> beat = bytes);
    }

    @Override
    public void end() {
        channel.eventLoop().execute(() -> {
            if (live) {
                live = false;
                channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
                done.run();
            }
        });
    }

    // The connection's events, on its thread.

    void ready() {
        Runnable ready = whenReady;
        if (live && ready != null) {
            whenReady = null;
            ready.run();
        }
    }

    void silent() {
        if (live && beat != null) {
            channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(beat)));
        }
    }

    void gone() {
        gone = true;
        live = false;
        answered.set(true);
        if (onGone != null) {
            onGone.run();
        }
    }
}
