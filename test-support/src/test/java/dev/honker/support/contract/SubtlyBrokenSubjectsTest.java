package dev.honker.support.contract;

import static dev.honker.support.contract.SuiteRun.failedOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.support.contract.Subject.Operations;
import dev.honker.support.contract.Subject.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tools that break one rule each, in a way that a real tool may have: the suite names that rule. */
class SubtlyBrokenSubjectsTest {

    @Test
    void whatIsSentInASecondTransactionAfterTheCommitIsFound() {
        assertThat(failedOf(SendsAfterTheCommit.class)).contains("commitKeepsTheOrderAndWhatHonkerWroteWithIt");
    }

    @Test
    void aCallThatIsSkippedAsTheSameAsTheLastOneIsFound() {
        assertThat(failedOf(SkipsIdenticalCalls.class))
                .containsExactly("generatedKeysAreThoseOfTheRowsAlsoBetweenHonkersCalls");
    }

    @Test
    void wrongIdsOfNotificationsAreFound() {
        assertThat(failedOf(ReturnsNoIds.class))
                .containsExactly("generatedKeysAreThoseOfTheRowsAlsoBetweenHonkersCalls");
    }

    @Test
    void wrongOffsetsOfEventsAreFound() {
        assertThat(failedOf(ReturnsNoOffsets.class))
                .containsExactly("generatedKeysAreThoseOfTheRowsAlsoBetweenHonkersCalls");
    }

    @Test
    void wrongKeysOfOrdersAreFound() {
        assertThat(failedOf(ReturnsNoKeys.class))
                .containsExactly("generatedKeysAreThoseOfTheRowsAlsoBetweenHonkersCalls");
    }

    @Test
    void theToolsOwnInsertThatPassesInAReadOnlyTransactionIsFound() {
        assertThat(failedOf(WritesInReadOnly.class)).containsExactly("aReadOnlyTransactionReadsAndRefusesEveryWrite");
    }

    @Test
    void aSavepointThatTakesNothingBackIsFound() {
        assertThat(failedOf(HasNoSavepoints.class)).containsExactly("aSavepointTakesBackItsOwnPartOnly");
    }

    @Test
    void anExceptionThatStaysInsideIsFound() {
        assertThat(failedOf(KeepsExceptions.class)).contains("anExceptionDropsThemAndComesOut");
    }

    // why these names: surefire is not to take them for tests of ours

    static final class SendsAfterTheCommit extends BrokenContract {

        @Override
        void inTransaction(Subject real, Work work) throws Exception {
            List<Work> later = new ArrayList<>();
            real.inTransaction(in -> work.run(new Later(in, later)));
            real.inTransaction(in -> {
                for (Work one : later) {
                    one.run(in);
                }
            });
        }

        @Override
        Operations change(Operations in) {
            return new Later(in, new ArrayList<>());
        }

        @Override
        Operations changeReadOnly(Operations in) {
            return in;
        }
    }

    private static final class Later extends ChangedOperations {

        private final List<Work> later;

        Later(Operations in, List<Work> later) {
            super(in);
            this.later = later;
        }

        @Override
        public long notify(String channel, String payload) {
            later.add(in -> in.notify(channel, payload));
            return 0;
        }

        @Override
        public long publish(String topic, String payload) {
            later.add(in -> in.publish(topic, payload));
            return 0;
        }

        @Override
        public void nested(Work work) throws Exception {
            List<Work> inner = new ArrayList<>();
            super.nested(in -> work.run(new Later(in, inner)));
            later.addAll(inner);
        }
    }

    /** As a session's cache does with a SELECT of a honker function. */
    static final class SkipsIdenticalCalls extends BrokenContract {

        @Override
        Operations change(Operations in) {
            Map<String, Long> answers = new HashMap<>();
            return new ChangedOperations(in) {
                @Override
                public long notify(String channel, String payload) throws Exception {
                    String call = channel + payload;
                    if (!answers.containsKey(call)) {
                        answers.put(call, super.notify(channel, payload));
                    }
                    return answers.get(call);
                }
            };
        }
    }

    static final class ReturnsNoIds extends BrokenContract {

        @Override
        Operations change(Operations in) {
            return new ChangedOperations(in) {
                @Override
                public long notify(String channel, String payload) throws Exception {
                    super.notify(channel, payload);
                    return -1;
                }
            };
        }
    }

    static final class ReturnsNoOffsets extends BrokenContract {

        @Override
        Operations change(Operations in) {
            return new ChangedOperations(in) {
                @Override
                public long publish(String topic, String payload) throws Exception {
                    super.publish(topic, payload);
                    return -1;
                }
            };
        }
    }

    static final class ReturnsNoKeys extends BrokenContract {

        @Override
        Operations change(Operations in) {
            return new ChangedOperations(in) {
                @Override
                public long insertOrder(String item) throws Exception {
                    super.insertOrder(item);
                    return -1;
                }
            };
        }
    }

    static final class WritesInReadOnly extends BrokenContract {

        @Override
        Operations changeReadOnly(Operations in) {
            return new ChangedOperations(in) {
                @Override
                public long insertOrder(String item) throws Exception {
                    long[] key = {0};
                    jdbc().inTransaction(other -> key[0] = other.insertOrder(item));
                    return key[0];
                }
            };
        }
    }

    static final class HasNoSavepoints extends BrokenContract {

        @Override
        Operations change(Operations in) {
            return new ChangedOperations(in) {
                @Override
                public void nested(Work work) throws Exception {
                    work.run(this);
                }
            };
        }
    }

    static final class KeepsExceptions extends BrokenContract {

        @Override
        void inTransaction(Subject real, Work work) throws Exception {
            IllegalStateException rollback = new IllegalStateException();
            try {
                real.inTransaction(in -> {
                    try {
                        work.run(in);
                    } catch (Exception e) {
                        throw rollback;
                    }
                });
            } catch (IllegalStateException e) {
                assertThat(e).isSameAs(rollback);
            }
        }
    }
}
