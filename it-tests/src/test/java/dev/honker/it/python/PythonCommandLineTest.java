package dev.honker.it.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.cli.HonkerCommand;
import dev.honker.it.support.OtherJvm;
import dev.honker.it.support.OtherProcess;
import dev.honker.it.support.PythonHonker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line on a file that Python made and has open. */
class PythonCommandLineTest {

    @TempDir
    private Path folder;

    private Path file;
    private OtherProcess python;

    @BeforeEach
    void open() throws Exception {
        file = folder.resolve("app.db");
        python = PythonHonker.start(folder, PythonPeerTest.class, "peer.py", file.toString())
                .expect("ready");
        python.ask("db.queue('q').enqueue({'n': 1})");
        python.ask("db.queue('q').claim_one('w').fail('boom')");
        python.ask("db.queue('q').enqueue({'n': 2})");
        python.ask("db.stream('t').publish({'n': 3})");
    }

    @AfterEach
    void close() throws Exception {
        if (python != null) {
            python.close();
        }
    }

    @Test
    void commandsThatLookReadItAndLeaveItAsItIs() throws Exception {
        byte[] before = bytes();
        assertThat(honker("stats", "--json")).contains("\"due\" : 1", "\"dead\" : 1");
        assertThat(honker("jobs", "list")).contains("{\"n\": 2}");
        assertThat(honker("dead", "list")).contains("boom");
        assertThat(honker("tail", "t", "--no-follow")).contains("{\"n\": 3}");
        assertThat(honker("schedule", "list")).contains("no schedule");
        assertThat(honker("check")).contains("OPEN BY", "ok");
        assertThat(bytes()).isEqualTo(before);
    }

    /** Why only then: Python closes the file with its last connection, and what it wrote is in the file. */
    private byte[] bytes() throws Exception {
        assertThat(python.ask("db.query('PRAGMA wal_checkpoint(PASSIVE)')[0]['busy']"))
                .isEqualTo("0");
        return Files.readAllBytes(file);
    }

    @Test
    void whatCommandsWritePythonReads() throws Exception {
        honker("enqueue", "q", "{\"n\":4}", "--priority", "9");
        assertThat(python.ask("db.queue('q').claim_one('w').payload")).isEqualTo("{\"n\": 4}");
        honker("dead", "redrive", "1");
        assertThat(python.ask("[j.id for j in db.queue('q').claim_batch('w', 9)]"))
                .isEqualTo("[1, 2]");
        assertThat(honker("jobs", "list", "--condition", "held"))
                .contains(" 3  q")
                .contains(" 1  q");
    }

    private String honker(String... command) throws Exception {
        List<String> all = new ArrayList<>(List.of("-d", file.toString()));
        all.addAll(Arrays.asList(command));
        try (OtherJvm process = OtherJvm.start(folder, HonkerCommand.class, all.toArray(new String[0]))) {
            String output = String.join("\n", process.linesToTheEnd());
            process.requireGoodEnd();
            return output;
        }
    }
}
