package dev.honker.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Database;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** An application with a web server and an actuator on a fresh file. */
abstract class ActuatorFixture {

    @TempDir
    Path directory;

    private @Nullable ConfigurableApplicationContext application;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    Path file() {
        return directory.resolve("app.db");
    }

    void start(String... properties) {
        start(Application.class, properties);
    }

    void start(Class<?> configuration, String... properties) {
        application = new SpringApplicationBuilder(configuration)
                .properties(
                        "spring.main.banner-mode=off",
                        "server.port=0",
                        "spring.jpa.open-in-view=false",
                        "management.endpoints.web.exposure.include=*",
                        "management.endpoint.health.show-details=always",
                        "spring.datasource.url=jdbc:honker:sqlite:" + file())
                .properties(properties)
                .run();
    }

    @AfterEach
    void stop() {
        if (application != null) {
            application.close();
        }
    }

    <T> T bean(Class<T> type) {
        assertThat(application).isNotNull();
        return application.getBean(type);
    }

    Database db() {
        return bean(Database.class);
    }

    MeterRegistry meters() {
        return bean(MeterRegistry.class);
    }

    HttpResponse<String> get(String path) throws Exception {
        assertThat(application).isNotNull();
        String port = application.getEnvironment().getProperty("local.server.port");
        URI uri = URI.create("http://localhost:" + port + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
