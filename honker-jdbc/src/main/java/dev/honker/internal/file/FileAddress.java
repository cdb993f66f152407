package dev.honker.internal.file;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a URL behind its prefix: the name of a database and parameters; immutable.
 *
 * @param name a path or a {@code file:} URI, up to the first question mark
 * @param parameters in the order of the URL, without empty ones
 */
public record FileAddress(String name, List<Parameter> parameters) {

    /** Reads an address. */
    public static FileAddress parse(String text) {
        int query = text.indexOf('?');
        if (query < 0) {
            return new FileAddress(text, List.of());
        }
        List<Parameter> parameters = new ArrayList<>();
        for (String parameter : text.substring(query + 1).split("&")) {
            if (!parameter.isBlank()) {
                int equals = parameter.indexOf('=');
                String name = equals < 0 ? parameter : parameter.substring(0, equals);
                String value =
                        equals < 0 ? null : parameter.substring(equals + 1).trim();
                parameters.add(new Parameter(parameter, name.trim(), value));
            }
        }
        return new FileAddress(text.substring(0, query), List.copyOf(parameters));
    }

    /** Whether the name is a URI, some of whose parameters SQLite reads. */
    public boolean isUri() {
        return FileUri.isOne(name);
    }

    /**
     * One parameter.
     *
     * @param text the whole of it, as it stands in the URL
     * @param name may be empty
     * @param value null if there is no equals sign
     */
    public record Parameter(
            String text, String name, @Nullable String value) {}
}
