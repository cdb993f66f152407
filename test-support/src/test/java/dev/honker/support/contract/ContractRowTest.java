package dev.honker.support.contract;

import static dev.honker.support.contract.SuiteRun.failedOf;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The README's row is compared with what a suite found, whatever the suite forgets. */
@DisabledIfSystemProperty(
        named = "contract.write",
        matches = "true",
        disabledReason = "these suites would write their rows")
class ContractRowTest {

    private static final String ONE_TEST = "commitKeepsTheOrderAndWhatHonkerWroteWithIt";

    @Test
    void aSuiteWhoseTestsPassButLeaveAPointOpenFails() {
        assertThat(failedOf(ForgetsWakes.class)).containsExactly("ForgetsWakes");
    }

    @Test
    void aSuiteThatFoundAnotherRowThanTheReadmesFails() {
        assertThat(failedOf(OfAnotherVersion.class)).containsExactly("OfAnotherVersion");
    }

    @Test
    void oneTestAloneIsNotHeldAgainstTheReadme() {
        assertThat(failedOf(ForgetsWakes.class, ONE_TEST)).isEmpty();
        assertThat(failedOf(OfAnotherVersion.class, ONE_TEST)).isEmpty();
    }

    // why these names: surefire is not to take them for tests of ours

    static final class ForgetsWakes extends BrokenContract {

        ForgetsWakes() {
            super(new ContractRow() {
                @Override
                void holds(Point point) {
                    if (point != Point.WAKE) {
                        super.holds(point);
                    }
                }
            });
        }
    }

    static final class OfAnotherVersion extends BrokenContract {

        @Override
        protected String version() {
            return "another";
        }
    }
}
