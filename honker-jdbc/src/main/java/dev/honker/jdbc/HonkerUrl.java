package dev.honker.jdbc;

import dev.honker.internal.file.FileAddress;
import dev.honker.internal.file.FileAddress.Parameter;
import dev.honker.internal.file.FileUri;
import dev.honker.internal.sqlite.ConnectionSettings;
import dev.honker.internal.sqlite.DatabaseNames;
import dev.honker.internal.sqlite.GeneratedProperties;
import dev.honker.internal.sqlite.Pragmas;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Reads a URL and its properties into settings, checked before anything is opened. For one thread and one URL. */
final class HonkerUrl {

    static final String PREFIX = "jdbc:honker:sqlite:";

    private final String url;
    private final FileAddress address;
    private final Properties values = new Properties();
    private final StringBuilder fileName = new StringBuilder();
    private @Nullable String unknown;

    private HonkerUrl(String url) {
        this.url = url;
        this.address = FileAddress.parse(url.trim().substring(PREFIX.length()));
    }

    /** Whether the URL is honker's; cheap. */
    static boolean accepts(@Nullable String url) {
        return url != null && url.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }

    /** The settings of a connection. */
    static ConnectionSettings parse(String url, Properties info) throws SQLException {
        HonkerUrl read = new HonkerUrl(url);
        read.readParameters();
        String objection = DatabaseNames.objection(read.fileName.toString());
        if (objection != null) {
            throw read.invalid(objection);
        }
        return read.settings(info);
    }

    /** Every property that the URL and the properties name, by its name in lower case. */
    static Properties given(String url, Properties info) throws SQLException {
        HonkerUrl read = new HonkerUrl(url);
        read.readParameters();
        read.settings(info);
        return read.values;
    }

    private void readParameters() throws SQLException {
        fileName.append(address.name());
        boolean ofVfs = address.isUri()
                && address.parameters().stream()
                        .anyMatch(parameter -> uriName(parameter).equals("vfs"));
        char separator = '?';
        for (Parameter parameter : address.parameters()) {
            String name = parameter.name();
            if (name.isEmpty()) {
                throw invalid("the parameter " + parameter.text() + " has no name; write name=value");
            }
            if (HonkerPropertyNames.isKnown(name)) {
                String value = parameter.value();
                readProperty(name, value == null || value.isEmpty() ? null : value);
            } else {
                unknown = unknown == null && !isUriParameter(parameter, ofVfs) ? name : unknown;
                fileName.append(separator).append(parameter.text());
                separator = '&';
            }
        }
    }

    private boolean isUriParameter(Parameter parameter, boolean ofVfs) {
        return address.isUri()
                && !HonkerPropertyNames.isOwn(parameter.name())
                && (ofVfs || FileUri.PARAMETERS.contains(uriName(parameter)));
    }

    private static String uriName(Parameter parameter) {
        return FileUri.decode(parameter.name());
    }

    private void readProperties(Properties info) throws SQLException {
        for (String name : info.stringPropertyNames()) {
            readProperty(name, info.getProperty(name));
        }
        for (Map.Entry<Object, Object> entry : info.entrySet()) {
            // why: a number or a boolean, which Properties can hold but doesn't list
            if (entry.getKey() instanceof String name
                    && !(entry.getValue() instanceof String)
                    && HonkerPropertyNames.isKnown(name)) {
                readProperty(name, entry.getValue().toString());
            }
        }
    }

    private void readProperty(String name, @Nullable String value) throws SQLException {
        boolean known = HonkerPropertyNames.isKnown(name);
        if (!known && HonkerPropertyNames.isOwn(name)) {
            throw unknown(name);
        }
        String text = value == null ? "" : known && !Pragmas.isPassword(name) ? value.trim() : value;
        if (known && text.isBlank()) {
            // why: a pool without a password hands an empty one on
            if (value != null && Pragmas.isPassword(name)) {
                return;
            }
            throw invalid("property " + name + " has no value; write " + name + "=value, or leave it out");
        }
        String key = known ? name.toLowerCase(Locale.ROOT) : name;
        if (HonkerPropertyNames.find(name) == null && known) {
            String objection = Pragmas.objection(key, text);
            if (objection != null) {
                throw invalid(key + "=" + text + " " + objection);
            }
        }
        values.setProperty(key, text);
    }

    private ConnectionSettings settings(Properties info) throws SQLException {
        if (unknown != null) {
            throw unknown(unknown);
        }
        readProperties(GeneratedProperties.chosen(info));
        PropertyValues read = new PropertyValues(values, this::invalid);
        return new ConnectionSettings(
                url,
                fileName.toString(),
                pragmas(),
                read.integer(HonkerProperty.BUSY_TIMEOUT, 0),
                read.choice(HonkerProperty.JOURNAL_MODE),
                read.has(HonkerProperty.JOURNAL_MODE),
                read.choice(HonkerProperty.SYNCHRONOUS),
                read.integer(HonkerProperty.WAL_AUTOCHECKPOINT, Integer.MIN_VALUE),
                read.choice(HonkerProperty.TRANSACTION_MODE),
                readYield(read),
                read.watch(),
                read.zone(),
                null);
    }

    /** With explicit_readonly, what is not declared read-only is to write, and never fails half-way. */
    private int readYield(PropertyValues read) throws SQLException {
        boolean explicit = Boolean.parseBoolean(values.getProperty("jdbc.explicit_readonly"));
        return explicit && !read.has(HonkerProperty.READ_YIELD) ? 0 : read.integer(HonkerProperty.READ_YIELD, 0);
    }

    /** What sqlite-jdbc is given: everything but honker's own properties. */
    private Properties pragmas() {
        Properties pragmas = new Properties();
        for (String name : values.stringPropertyNames()) {
            if (HonkerPropertyNames.find(name) == null) {
                pragmas.setProperty(name, values.getProperty(name));
            }
        }
        return pragmas;
    }

    private SQLException unknown(String name) {
        if (!address.isUri() && FileUri.PARAMETERS.contains(name.toLowerCase(Locale.ROOT))) {
            return invalid(name + " is a parameter of file: URIs, and a path has none of them: write " + PREFIX
                    + FileUri.of(address.name()) + shown().substring(shown().indexOf('?')));
        }
        StringBuilder text = new StringBuilder("unknown property ")
                .append(name)
                .append("; the nearest known one is ")
                .append(HonkerPropertyNames.nearest(name, address.isUri()));
        if (HonkerPropertyNames.isOwn(name)) {
            text.append("; known are ").append(HonkerPropertyNames.own()).append(", and every property of sqlite-jdbc");
        } else if (!address.isUri()) {
            text.append(". If the question mark belongs to the name of the file, write ")
                    .append(PREFIX)
                    .append(FileUri.of(shown().substring(PREFIX.length())));
        }
        return invalid(text.toString());
    }

    private SQLException invalid(String text) {
        return new SQLException("cannot open " + shown() + ": " + text, "08001");
    }

    private String shown() {
        return Pragmas.withoutPassword(url.trim());
    }
}
