package dev.honker.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.support.docs.Program;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written with the calls of the published Java binding compiles and runs here as it is. */
class DocsPublishedListingTest {

    @TempDir
    Path folder;

    @Test
    void aJobAndItsResultByThePublishedCalls() throws Exception {
        String printed = run("""
                import dev.honker.*;
                import java.time.Duration;

                public class Published {
                    public static void main(String[] args) throws Exception {
                        new Published().run(args[0]);
                    }

                    void run(String file) throws Exception {
                        try (Database db = Honker.open(file)) {
                            Queue emails = db.queue("emails");
                            long id = emails.enqueue("{\\"to\\":\\"alice@example.com\\"}");

                            Job job = emails.claimOne("worker-1").orElseThrow();
                            sendEmail(job.payloadJson());
                            job.ack();

                            emails.saveResult(id, "{\\"ok\\":true}");
                            emails.waitResultAsync(id, WaitOptions.timeout(Duration.ofSeconds(10)))
                                    .thenAccept(this::handleResult)
                                    .join();
                        }
                    }

                    void sendEmail(String payload) {
                        System.out.println("sent " + payload);
                    }

                    void handleResult(String result) {
                        System.out.println("result " + result);
                    }
                }
                """);
        assertThat(printed.lines()).containsExactly("sent {\"to\":\"alice@example.com\"}", "result {\"ok\":true}");
    }

    @Test
    void tasksByThePublishedCalls() throws Exception {
        String printed = run("""
                import dev.honker.*;
                import java.time.Duration;

                public class Published {
                    public static void main(String[] args) throws Exception {
                        try (Database db = Honker.open(args[0])) {
                            TaskRegistry registry = new TaskRegistry(db);
                            TaskHandle echo = registry.register("echo", "tasks", call -> call.argsJson(),
                                    TaskOptions.builder().retries(3).retryDelay(Duration.ofSeconds(1)).build());
                            try (TaskWorkerHandle worker = db.runTasks(registry, TaskWorkerOptions.builder().concurrency(1).build())) {
                                System.out.println(echo.enqueue("[1,2.0]", "{}").waitFor(WaitOptions.timeout(Duration.ofSeconds(30))));
                                System.out.println(registry.names() + " " + worker.failed());
                            }
                        }
                    }
                }
                """);
        assertThat(printed.lines()).containsExactly("[1,2.0]", "[echo] false");
    }

    @Test
    void typedJobsByThePublishedCalls() throws Exception {
        String printed = run("""
                import dev.honker.*;

                public class Published {
                    record Email(String to) {}

                    static final JsonCodec<Email> EMAIL = new JsonCodec<>() {
                        public String encode(Email email) {
                            return "{\\"to\\":\\"" + email.to() + "\\"}";
                        }

                        public Email decode(String json) {
                            return new Email(json.substring(7, json.length() - 2));
                        }
                    };

                    public static void main(String[] args) {
                        try (Database db = Honker.open(args[0])) {
                            TypedQueue<Email> emails = db.queue("emails").typed(EMAIL);
                            emails.enqueue(new Email("alice@example.com"));

                            TypedJob<Email> job = emails.claimOne("worker-1").orElseThrow();
                            System.out.println("sent to " + job.payload().to());
                            System.out.println(job.ack());
                        }
                    }
                }
                """);
        assertThat(printed.lines()).containsExactly("sent to alice@example.com", "true");
    }

    private String run(String source) throws Exception {
        return Program.compile(folder, "Published", source)
                .run(folder.resolve("app.db").toString());
    }
}
