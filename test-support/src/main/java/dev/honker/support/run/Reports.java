package dev.honker.support.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the XML reports of Maven Surefire below the folder of a module; for one thread. */
final class Reports {

    private static final String SUFFIX = ".xml";
    private static final String PREFIX = "TEST-";

    private final Path folder;
    private final String module;

    private int passed;
    private final List<FailedTest> failed = new ArrayList<>();
    private final Map<String, Integer> skipped = new TreeMap<>();

    private Reports(Path folder, String module) {
        this.folder = folder;
        this.module = module;
    }

    /** Returns what the reports of a module say; nothing if there are none. */
    static Outcome of(String module, Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Outcome.NONE;
        }
        Reports reports = new Reports(folder, module);
        List<Path> files;
        // why a walk: a module that runs its tests with several versions of a library has a folder for each below its
        // own
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(file -> file.getFileName().toString().startsWith(PREFIX)
                            && file.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            reports.read(file);
        }
        return new Outcome(reports.passed, List.copyOf(reports.failed), Map.copyOf(reports.skipped), List.of());
    }

    private void read(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            XMLInputFactory factory = XMLInputFactory.newInstance();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            XMLStreamReader xml = factory.createXMLStreamReader(bytes);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("testcase")) {
                    test(xml, file);
                }
            }
        } catch (XMLStreamException e) {
            failed.add(new FailedTest(run(file), suite(file), "its report can't be read: " + e.getMessage(), file));
        }
    }

    /** Reads one test, from its first tag to its last. */
    private void test(XMLStreamReader xml, Path file) throws XMLStreamException {
        String method = attribute(xml, "name");
        String name = attribute(xml, "classname") + (method.isEmpty() ? "" : "." + method);
        boolean isOpen = false;
        String end = xml.getLocalName();
        while (xml.next() != XMLStreamConstants.END_ELEMENT
                || !xml.getLocalName().equals(end)) {
            if (isOpen || !xml.isStartElement()) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "failure", "error" -> {
                    failed.add(new FailedTest(run(file), name, message(xml), details(file)));
                    isOpen = true;
                }
                case "skipped" -> {
                    skipped.merge(reason(xml), 1, Integer::sum);
                    isOpen = true;
                }
                default -> {
                    // why: what the test printed
                }
            }
        }
        if (!isOpen) {
            passed++;
        }
    }

    private static String message(XMLStreamReader xml) {
        String type = attribute(xml, "type");
        String message = attribute(xml, "message");
        return message.isEmpty() ? type : type.substring(type.lastIndexOf('.') + 1) + ": " + message;
    }

    /** Returns why a test was skipped, which of an assumption only the stack trace tells; leaves the reader at the element's end. */
    private static String reason(XMLStreamReader xml) throws XMLStreamException {
        String message = attribute(xml, "message");
        String trace = xml.getElementText().strip();
        return message.isEmpty() ? trace.lines().findFirst().orElse("").replaceFirst("^[\\w.]+: ", "") : message;
    }

    private static String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value.strip();
    }

    private String run(Path file) {
        Path below = folder.relativize(file.toAbsolutePath()).getParent();
        return below == null ? module : module + " (" + below + ")";
    }

    private static String suite(Path file) {
        String name = file.getFileName().toString();
        return name.substring(PREFIX.length(), name.length() - SUFFIX.length());
    }

    private static Path details(Path file) {
        return file.resolveSibling(suite(file) + ".txt");
    }
}
