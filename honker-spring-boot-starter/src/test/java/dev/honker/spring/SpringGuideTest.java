package dev.honker.spring;

import dev.honker.support.docs.GuideContract;

/** Listings that are no programs are beans of an application, which has to start. */
class SpringGuideTest extends GuideContract {

    private static final String FRAME = """
            import dev.honker.*;
            import dev.honker.spring.*;
            import java.time.Duration;
            import java.time.Instant;
            import java.util.ArrayList;
            import java.util.List;
            import org.springframework.boot.SpringApplication;
            import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
            import org.springframework.context.annotation.Bean;
            import org.springframework.core.ParameterizedTypeReference;
            import org.springframework.stereotype.Component;
            import org.springframework.transaction.annotation.Transactional;

            @EnableAutoConfiguration
            public final class Fragment {
                record Letter(String to) {}

                static void print(String text) {}

            // the listing

                public static void main(String[] args) throws Exception {
                    List<Class<?>> beans = new ArrayList<>(List.of(Fragment.class));
                    for (Class<?> nested : Fragment.class.getDeclaredClasses()) {
                        if (nested.isAnnotationPresent(Component.class)) {
                            beans.add(nested);
                        }
                    }
                    SpringApplication application = new SpringApplication(beans.toArray(Class<?>[]::new));
                    application.run(
                                    "--spring.datasource.url=jdbc:honker:sqlite:" + args[0],
                                    "--spring.main.web-application-type=none",
                                    "--spring.main.banner-mode=off",
                                    "--logging.level.root=off")
                            .close();
                }
            }
            """;

    SpringGuideTest() {
        super("docs/spring.md", FRAME);
    }
}
