package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowTest {

    private static Row row(Object value) {
        return Row.of(List.of("v"), Arrays.asList(value));
    }

    @Test
    void aColumnIsFoundByItsNameInAnyCaseOrItsPlace() {
        Row row = Row.of(List.of("Id", "NAME"), List.of(7L, "x"));
        assertThat(row.get("id")).isEqualTo(7L);
        assertThat(row.getString("name")).isEqualTo("x");
        assertThat(row.get(0)).isEqualTo(7L);
        assertThat(row.get(1)).isEqualTo("x");
    }

    @Test
    void aColumnThatIsNotThereIsNamedWithThoseThatAre() {
        Row row = Row.of(List.of("a", "b"), List.of(1L, 2L));
        assertThatThrownBy(() -> row.get("c"))
                .isInstanceOf(HonkerException.class)
                .hasMessage("no column 'c'; the row has [a, b]");
        assertThatThrownBy(() -> row.get(2)).hasMessage("no column 2; the row has 2, from 0 on");
        assertThatThrownBy(() -> row.get(-1)).isInstanceOf(HonkerException.class);
    }

    @Test
    void theFirstOfTwoColumnsWithOneNameCounts() {
        Row row = Row.of(List.of("id", "id"), List.of(1L, 2L));
        assertThat(row.getLong("id")).isEqualTo(1);
        assertThat(row.get(1)).isEqualTo(2L);
        assertThat(row.asMap()).hasSize(1).containsEntry("id", 1L);
    }

    @Test
    void wholeNumbersAreReadFromWhatHoldsThem() {
        assertThat(row(Long.MAX_VALUE).getLong("v")).isEqualTo(Long.MAX_VALUE);
        assertThat(row(Long.MIN_VALUE).getLong("v")).isEqualTo(Long.MIN_VALUE);
        assertThat(row(5).getLong("v")).isEqualTo(5);
        assertThat(row(-3.0).getLong("v")).isEqualTo(-3);
        assertThat(row(5L).getInt("v")).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.5, 9.3e18, -9.3e18, 0x1p63, Double.NaN, Double.POSITIVE_INFINITY})
    void whatIsNotAWholeNumberIsRefused(double value) {
        assertThatThrownBy(() -> row(value).getLong("v"))
                .isInstanceOf(HonkerException.class)
                .hasMessage("column 'v' is not a whole number, but '" + value + "'");
    }

    @Test
    void textsAndNullsAreNoNumbers() {
        assertThatThrownBy(() -> row("5").getLong("v")).hasMessage("column 'v' is not a whole number, but '5'");
        assertThatThrownBy(() -> row(null).getLong("v")).hasMessage("column 'v' is not a whole number, but NULL");
        assertThatThrownBy(() -> row(null).getBoolean("v")).hasMessage("column 'v' is not a number, but NULL");
        assertThatThrownBy(() -> row("true").getBoolean("v")).isInstanceOf(HonkerException.class);
    }

    @Test
    void aNumberThatAnIntCannotHoldIsRefused() {
        assertThatThrownBy(() -> row(1L << 31).getInt("v"))
                .isInstanceOf(HonkerException.class)
                .hasMessage("column 'v' is not a whole number of 32 bits, but '2147483648'");
        assertThat(row(-(1L << 31)).getInt("v")).isEqualTo(Integer.MIN_VALUE);
    }

    @Test
    void zeroIsFalseAndOtherNumbersAreTrue() {
        assertThat(row(0L).getBoolean("v")).isFalse();
        assertThat(row(0).getBoolean("v")).isFalse();
        assertThat(row(1).getBoolean("v")).isTrue();
        assertThat(row(-0.5).getBoolean("v")).isTrue();
    }

    @Test
    void textsAreReadFromTextsAndNumbersAndNotFromBlobs() {
        assertThat(row("é").getString("v")).isEqualTo("é");
        assertThat(row(5L).getString("v")).isEqualTo("5");
        assertThat(row(null).getString("v")).isNull();
        assertThatThrownBy(() -> row(new byte[1]).getString("v"))
                .isInstanceOf(HonkerException.class)
                .hasMessage("column 'v' is not a text, but a blob");
    }

    @Test
    void nullIsSeen() {
        assertThat(row(null).isNull("v")).isTrue();
        assertThat(row(null).get("v")).isNull();
        assertThat(row(0L).isNull("v")).isFalse();
    }

    @Test
    void theMapHasTheColumnsInOrderAndCannotBeChanged() {
        Row row = Row.of(List.of("b", "a"), Arrays.asList(null, 1L));
        assertThat(row.asMap().keySet()).containsExactly("b", "a");
        assertThat(row).hasToString("{b=null, a=1}");
        assertThatThrownBy(() -> row.asMap().put("c", 2L)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aRowDoesNotFollowTheListsItWasMadeFrom() {
        List<String> names = new ArrayList<>(List.of("a"));
        List<Object> values = new ArrayList<>(List.of(1L));
        Row row = Row.of(names, values);
        names.set(0, "b");
        values.set(0, 2L);
        assertThat(row.asMap()).containsEntry("a", 1L);
    }

    @Test
    void namesAndValuesMustBeOfOneNumber() {
        assertThatThrownBy(() -> Row.of(List.of("a"), List.of(1, 2)))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessage("values must be as many as the 1 names, but is 2");
    }
}
