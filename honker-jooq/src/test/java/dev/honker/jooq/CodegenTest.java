package dev.honker.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.support.docs.Pages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The generator with the configuration that the guide shows. */
class CodegenTest {

    @TempDir
    Path folder;

    @BeforeEach
    void makeTheFile() {
        Store store = new Store(folder, "app");
        store.ctx().fetchValue(HonkerDSL.bootstrap());
        store.ctx().execute("create view receipts_due as select * from _honker_live where queue = 'receipts'");
        store.ctx()
                .execute("create view told as select honker_queue_next_claim_at('receipts') as next, id from orders");
        store.ctx()
                .execute("create trigger tell after insert on orders begin"
                        + " select notify('orders', json_object('id', new.id)); end");
    }

    @Test
    void theGuidesConfigurationGeneratesTheApplicationsTablesAndLeavesHonkersOut() throws Exception {
        List<String> generated = generate(configuration());
        assertThat(generated).contains("Orders", "ReceiptsDue", "Told").noneMatch(name -> name.contains("Honker"));
    }

    @Test
    void withoutTheExclusionHonkersTablesAreGeneratedToo() throws Exception {
        Configuration configuration = configuration();
        configuration.getGenerator().getDatabase().setExcludes("");
        assertThat(generate(configuration)).contains("Orders", "_HonkerLive", "_HonkerNotifications");
    }

    private Configuration configuration() throws IOException {
        String plugin = Pages.fenced().stream()
                .filter(fenced -> fenced.page().equals("docs/jooq.md"))
                .map(Pages.Fenced::text)
                .filter(text -> text.contains("<configuration>"))
                .findFirst()
                .orElseThrow();
        String xml = plugin.substring(plugin.indexOf("<configuration>"), plugin.indexOf("</plugin>"))
                .replace("${project.basedir}", folder.toString())
                .replace("${project.build.directory}", folder.resolve("target").toString());
        return GenerationTool.load(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    /** The names of the generated classes, which compile. */
    private List<String> generate(Configuration configuration) throws Exception {
        GenerationTool.generate(configuration);
        List<Path> sources;
        try (Stream<Path> files = Files.walk(folder.resolve("target"))) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none",
                "-nowarn",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.resolve("classes").toString()));
        sources.forEach(source -> arguments.add(source.toString()));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        return sources.stream()
                .map(source -> source.getFileName().toString().replace(".java", ""))
                .toList();
    }
}
