package io.verdigrid.cli;

import io.verdigrid.cli.console.HumanTime;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A duration from {@code 90s}. */
final class TimeConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
        try {
            return HumanTime.parse(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
