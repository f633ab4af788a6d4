package io.verdigrid.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
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
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        root.setLevel(verbosity >= 2 ? Level.DEBUG : Level.WARN);
        context.getLogger("io.verdigrid")
                .setLevel(verbosity >= 2 ? Level.TRACE : verbosity == 1 ? Level.DEBUG : Level.INFO);
    }
}
