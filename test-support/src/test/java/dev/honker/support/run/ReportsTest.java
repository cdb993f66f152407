package dev.honker.support.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read from reports as Maven Surefire writes them. */
class ReportsTest {

    @TempDir
    private Path folder;

    private void report(String file, String tests) throws IOException {
        Path report = folder.resolve(file);
        Files.createDirectories(report.getParent());
        Files.writeString(report, """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite name="a.BTest" time="0.1" tests="99" errors="9" skipped="9" failures="9">
                  <properties><property name="java.version" value="17"/></properties>
                %s
                </testsuite>
                """.formatted(tests));
    }

    @Test
    void testsAreCountedByWhatBecameOfThem() throws IOException {
        report("TEST-a.BTest.xml", """
                <testcase name="passes" classname="a.BTest" time="0.1"/>
                <testcase name="prints" classname="a.BTest" time="0.1">
                  <system-out><![CDATA[<testcase name="printed"><failure message="no"/></testcase>]]></system-out>
                </testcase>
                <testcase name="fails" classname="a.BTest" time="0.1">
                  <failure message="expected: 1&#10;but was: 2" type="org.opentest4j.AssertionFailedError"><![CDATA[at x]]></failure>
                  <system-out>text</system-out>
                </testcase>
                <testcase name="throws" classname="a.BTest" time="0.1"><error type="java.lang.StackOverflowError"/></testcase>
                <testcase name="skips" classname="a.BTest" time="0.1"><skipped message="no Python"/></testcase>
                <testcase name="aborts" classname="a.BTest" time="0.1"><skipped type="org.opentest4j.TestAbortedException"><![CDATA[org.opentest4j.TestAbortedException: Assumption failed: no disk
                at x]]></skipped></testcase>
                <testcase name="" classname="a.BTest" time="0.1"><error message="@BeforeAll" type="a.Broken"/></testcase>
                """);
        Outcome outcome = Reports.of("m", folder);
        assertThat(outcome.passed()).isEqualTo(2);
        assertThat(outcome.skipped()).isEqualTo(Map.of("no Python", 1, "Assumption failed: no disk", 1));
        Path details = folder.resolve("a.BTest.txt");
        assertThat(outcome.failed())
                .containsExactly(
                        new FailedTest("m", "a.BTest.fails", "AssertionFailedError: expected: 1\nbut was: 2", details),
                        new FailedTest("m", "a.BTest.throws", "java.lang.StackOverflowError", details),
                        new FailedTest("m", "a.BTest", "Broken: @BeforeAll", details));
        assertThat(outcome.isGreen()).isFalse();
    }

    @Test
    void runsOfOneModuleAreToldApart() throws IOException {
        report("TEST-a.BTest.xml", "<testcase name='x' classname='a.BTest'/>");
        report("hibernate-7/TEST-a.BTest.xml", "<testcase name='x' classname='a.BTest'><error/></testcase>");
        Outcome outcome = Reports.of("m", folder);
        assertThat(outcome.passed()).isOne();
        assertThat(outcome.failed()).extracting(FailedTest::place).containsExactly("m (hibernate-7)  a.BTest.x");
    }

    @Test
    void aReportThatEndsHalfWayIsAFailure() throws IOException {
        Files.writeString(folder.resolve("TEST-a.BTest.xml"), "<testsuite><testcase name='x' classname='a.BTest'>");
        assertThat(Reports.of("m", folder).failed())
                .extracting(FailedTest::place)
                .containsExactly("m  a.BTest");
    }

    @Test
    void aModuleWithoutReportsHasNoTests() throws IOException {
        assertThat(Reports.of("m", folder.resolve("none"))).isEqualTo(Outcome.NONE);
        assertThat(Reports.of("m", folder)).isEqualTo(Outcome.NONE);
        assertThat(Outcome.NONE.isGreen()).isFalse();
    }
}
