package io.verdigrid.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import org.slf4j.LoggerFactory;

/** Where log lines of coordinator and worker go; must be set up before the first of them. */
final class LogSetup {
    private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %-24logger{24} %msg%n%rEx{6}";

    private LogSetup() {}

    /** Nowhere: a command whose output is its own. Saves loading a logging library, too. */
    static void off() {
        System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.OFF);
    }

    /** To standard error, and only what somebody must do something about: a line each, without a stack trace. */
    static void failuresOnly() {
        java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.OFF);
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        FailureLine layout = new FailureLine();
        layout.setContext(context);
        layout.start();
        encoder.setLayout(layout);
        encoder.start();
        appendTo(context, encoder).setLevel(Level.ERROR);
    }

    /** To standard error, in compact lines; each step of verbosity shows more. */
    static void toStandardError(int verbosity) {
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tT.%1$tL %4$-5s %2$s %5$s%6$s%n");
        java.util.logging.Logger.getLogger("io.grpc").setLevel(java.util.logging.Level.SEVERE);
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        appendTo(context, encoder).setLevel(verbosity >= 2 ? Level.DEBUG : Level.WARN);
        context.getLogger("io.verdigrid")
                .setLevel(verbosity >= 2 ? Level.TRACE : verbosity == 1 ? Level.DEBUG : Level.INFO);
    }

    private static Logger appendTo(LoggerContext context, Encoder<ILoggingEvent> encoder) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        return root;
    }

    /** What happened, and the innermost reason. */
    private static final class FailureLine extends LayoutBase<ILoggingEvent> {
        @Override
        public String doLayout(ILoggingEvent event) {
            IThrowableProxy cause = event.getThrowableProxy();
            while (cause != null && cause.getCause() != null) {
                cause = cause.getCause();
            }
            String why = cause == null
                    ? ""
                    : ": " + (cause.getMessage() == null ? cause.getClassName() : cause.getMessage());
            return "verdigrid: " + event.getFormattedMessage() + why + System.lineSeparator();
        }
    }
}
