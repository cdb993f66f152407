package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExceptionsTest {

    @Test
    void aHeldLockIsNamedInTheWordsOfTheReference() {
        LockHeldException e = new LockHeldException("nightly");
        assertThat(e).hasMessage("lock 'nightly' is already held");
        assertThat(e.name()).isEqualTo("nightly");
    }

    @Test
    void anSqlFailureKeepsTheCodesOfTheDriver() {
        SQLException cause = new SQLException("database is locked", "HY000", 5);
        HonkerSqlException e = new HonkerSqlException("cannot enqueue: database is locked", cause);
        assertThat(e.errorCode()).isEqualTo(5);
        assertThat(e.sqlState()).isEqualTo("HY000");
        assertThat(e).hasCause(cause);
        assertThat(new HonkerSqlException("x", new SQLException("y")).sqlState())
                .isNull();
    }

    @Test
    void aRetryHasADelayThatIsNotNegative() {
        IllegalStateException cause = new IllegalStateException();
        assertThat(new RetryableException("later", Duration.ZERO).delay()).isZero();
        assertThat(new RetryableException("later", Duration.ofMillis(1), cause)).hasCause(cause);
        assertThatThrownBy(() -> new RetryableException("later", Duration.ofSeconds(-1)))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessage("delay must not be negative, but is -1 s");
        assertThatThrownBy(() -> new RetryableException("later", null))
                .isInstanceOf(HonkerInvalidOptionException.class);
    }

    @Test
    void aDuplicateNamesQueueKeyAndTheJobThatIsThere() {
        DuplicateJobException e = new DuplicateJobException("mail", "user-7", 42);
        assertThat(e).hasMessage("queue 'mail' already has job 42 with the unique key 'user-7'");
        assertThat(e.queue()).isEqualTo("mail");
        assertThat(e.key()).isEqualTo("user-7");
        assertThat(e.existingId()).isEqualTo(42);
    }

    @Test
    void aDeadJobSaysWhyItDiedIfThatIsKnown() {
        assertThat(new JobDeadException(42, "expired")).hasMessage("job 42 is a dead letter: expired");
        JobDeadException unknown = new JobDeadException(42, null);
        assertThat(unknown).hasMessage("job 42 is a dead letter");
        assertThat(unknown.jobId()).isEqualTo(42);
        assertThat(unknown.lastError()).isNull();
    }
}
