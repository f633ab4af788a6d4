package io.verdigrid.cli.maven.spy;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Reads a goal's parameters: its fields, which Maven has filled and whose names are those that users write in a pom, in all
 * versions of Surefire.
 */
final class MojoFields {
    private final Object mojo;

    MojoFields(Object mojo) {
        this.mojo = mojo;
    }

    /** A parameter as text; null where it is not set, or this version has none of the name. */
    String text(String name) throws ReflectiveOperationException {
        Object value = value(name);
        return value == null ? null : String.valueOf(value);
    }

    /** A parameter that is a collection or an array, without its empty places. */
    List<String> list(String name) throws ReflectiveOperationException {
        Object value = value(name);
        List<String> list = new ArrayList<>();
        if (value instanceof Collection) {
            ((Collection<?>) value).forEach(one -> add(list, one));
        } else if (value != null && value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                add(list, Array.get(value, i));
            }
        }
        return list;
    }

    Map<?, ?> map(String name) throws ReflectiveOperationException {
        Object value = value(name);
        return value instanceof Map ? (Map<?, ?>) value : Collections.emptyMap();
    }

    private static void add(List<String> list, Object one) {
        if (one != null) {
            list.add(String.valueOf(one));
        }
    }

    Object value(String name) throws ReflectiveOperationException {
        Field field = field(mojo, name);
        return field == null ? null : field.get(mojo);
    }

    static void set(Object mojo, String name, Object value) throws ReflectiveOperationException {
        Field field = field(mojo, name);
        if (field == null) {
            throw new NoSuchFieldException(name + " in " + mojo.getClass().getName());
        }
        field.set(mojo, value);
    }

    private static Field field(Object mojo, String name) {
        for (Class<?> type = mojo.getClass(); type != null; type = type.getSuperclass()) {
            try {
                Field field = type.getDeclaredField(name);
                field.setAccessible(true);
                return field;
            } catch (NoSuchFieldException inASuperclass) {
                // The parameters are spread over a hierarchy that differs from version to version.
            }
        }
        return null;
    }
}
