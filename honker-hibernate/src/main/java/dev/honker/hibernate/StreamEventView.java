package dev.honker.hibernate;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.Subselect;
import org.hibernate.annotations.Synchronize;
import org.jspecify.annotations.Nullable;

/** The events of all streams, as an entity to read; otherwise as {@link JobView}. */
@Entity(name = "StreamEventView")
@Immutable
@Subselect("""
        select offset as event_offset, topic, key as event_key, payload, created_at from main._honker_stream""")
@Synchronize("_honker_stream")
public class StreamEventView {

    @Id
    @Column(name = "event_offset")
    private long offset;

    private String topic = "";

    @Column(name = "event_key")
    private @Nullable String key;

    private String payload = "";

    @Column(name = "created_at")
    @Convert(converter = EpochSeconds.class)
    private Instant createdAt = Instant.EPOCH;

    /** For Hibernate. */
    protected StreamEventView() {}

    /** Its place: larger than that of every event committed before, with gaps. */
    public long offset() {
        return offset;
    }

    /** The name of the stream. */
    public String topic() {
        return topic;
    }

    /** The key it was published with, verbatim; empty if it has none. */
    public Optional<String> key() {
        return Optional.ofNullable(key);
    }

    /** The payload, verbatim. */
    public String payload() {
        return payload;
    }

    /** When it was published; whole seconds. */
    public Instant createdAt() {
        return createdAt;
    }
}
