package io.verdigrid.dashboard.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection: a request at a time. Browsers send no second one before the answer; who does is cut off. */
final class Connection extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final List<Handler> handlers;
    private @Nullable OpenExchange current;

    Connection(List<Handler> handlers) {
        this.handlers = handlers;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest message) {
        if (current != null) {
            context.close();
            return;
        }
        Request request;
        try {
            request = Request.of(message);
        } catch (IllegalArgumentException e) {
            context.close();
            return;
        }
        OpenExchange exchange = new OpenExchange(context.channel(), request, () -> current = null);
        current = exchange;
        if (message.decoderResult().isFailure()) {
            exchange.answer(Reply.problem(400, "INVALID_ARGUMENT", "not a request that HTTP/1.1 knows"));
            return;
        }
        handle(exchange);
    }

    private void handle(OpenExchange exchange) {
        try {
            for (Handler handler : handlers) {
                if (handler.handle(exchange)) {
                    return;
                }
            }
            exchange.answer(Reply.problem(404, "NOT_FOUND", "nothing is at " + exchange.path()));
        } catch (RuntimeException e) {
            LOG.warn("{} {}: {}", exchange.method(), exchange.path(), e.toString(), e);
            exchange.answer(Reply.problem(500, "INTERNAL", "the dashboard failed; its log says why"));
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (current != null && context.channel().isWritable()) {
            current.ready();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent idle) {
            if (idle.state() == IdleState.WRITER_IDLE && current != null) {
                current.silent();
            } else if (idle.state() == IdleState.READER_IDLE && current == null) {
                context.close();
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (current != null) {
            current.gone();
            current = null;
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("a connection broke: {}", cause.toString());
        context.close();
    }
}
