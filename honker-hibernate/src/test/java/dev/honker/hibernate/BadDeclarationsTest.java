package dev.honker.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.honker.HonkerInvalidOptionException;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A declaration that can't work ends the building of the session factory. */
class BadDeclarationsTest {

    @Entity(name = "NoTarget")
    @HonkerEvent(on = EntityChange.INSERT)
    static class NoTarget {
        @Id
        long id;
    }

    @Entity(name = "TwoTargets")
    @HonkerEvent(on = EntityChange.INSERT, queue = "q", stream = "s")
    static class TwoTargets {
        @Id
        long id;
    }

    @Entity(name = "BlankTarget")
    @HonkerEvent(on = EntityChange.INSERT, channel = " ")
    static class BlankTarget {
        @Id
        long id;
    }

    @Entity(name = "NoChange")
    @HonkerEvent(
            on = {},
            queue = "q")
    static class NoChange {
        @Id
        long id;
    }

    @Entity(name = "UnknownProperty")
    @HonkerEvent(on = EntityChange.INSERT, queue = "q", properties = "colour")
    static class UnknownProperty {
        @Id
        long id;

        String name = "";
    }

    @Entity(name = "CollectionProperty")
    @HonkerEvent(on = EntityChange.INSERT, queue = "q", properties = "labels")
    static class CollectionProperty {
        @Id
        long id;

        @ElementCollection
        List<String> labels = List.of();
    }

    @Embeddable
    static class Holder {
        @ManyToOne
        NoTargetAtAll other = new NoTargetAtAll();
    }

    @Entity(name = "Other")
    static class NoTargetAtAll {
        @Id
        long id;
    }

    @Entity(name = "EmbeddedAssociation")
    @HonkerEvent(on = EntityChange.INSERT, queue = "q", properties = "holder")
    static class EmbeddedAssociation {
        @Id
        long id;

        Holder holder = new Holder();
    }

    @Entity(name = "UnknownMethod")
    @HonkerEvent(on = EntityChange.INSERT, queue = "q", payload = "asJson")
    static class UnknownMethod {
        @Id
        long id;

        String asJson(int indent) {
            return "";
        }
    }

    @Entity(name = "VoidMethod")
    @HonkerEvent(on = EntityChange.INSERT, queue = "q", payload = "touch")
    static class VoidMethod {
        @Id
        long id;

        void touch() {}
    }

    @Entity(name = "Both")
    @HonkerEvent(on = EntityChange.INSERT, queue = "q", payload = "json", properties = "id")
    static class Both {
        @Id
        long id;

        String json() {
            return "{}";
        }
    }

    static Stream<Arguments> declarations() {
        return Stream.of(
                Arguments.of(NoTarget.class, "neither a queue nor a stream nor a channel"),
                Arguments.of(TwoTargets.class, "[queue 'q', stream 's']; name exactly one"),
                Arguments.of(BlankTarget.class, "channel is blank"),
                Arguments.of(NoChange.class, "on is empty"),
                Arguments.of(UnknownProperty.class, "names 'colour', but the entity has [id, name]"),
                Arguments.of(CollectionProperty.class, "names 'labels', which is a collection"),
                Arguments.of(EmbeddedAssociation.class, "names 'holder'"),
                Arguments.of(UnknownMethod.class, "names the method 'asJson'"),
                Arguments.of(VoidMethod.class, "names the method 'touch'"),
                Arguments.of(Both.class, "properties and payload are both given"));
    }

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("declarations")
    void theErrorNamesTheEntityAndWhatIsWrong(Class<?> entity, String wrong) {
        Throwable refused = catchThrowable(() -> Store.open(folder.resolve("app.db"), entity, NoTargetAtAll.class)
                .close());
        assertThat(refused)
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining(entity.getName())
                .hasMessageContaining(wrong);
    }
}
