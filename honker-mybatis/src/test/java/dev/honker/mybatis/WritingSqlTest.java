package dev.honker.mybatis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WritingSqlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select notify(?, ?)",
                "SELECT NOTIFY (?, ?)",
                "select \"notify\"('a', 'b')",
                "select `Notify`('a', 'b')",
                "select [notify]('a', 'b')",
                "select notify /* how */ -- and why\n (?, ?)",
                "select 1, ( 1 + notify('a', 'b') )",
                "select 'it''s' || notify(?, ?)",
                "select '--', notify('a', 'b')",
                "with x as (select notify('a', 'b') as id) select id from x",
                "select notify('a', (select item from orders)) as materialized from orders",
                "with notify(item) as (select notify('a', 'b')) select 1",
                "select count(*) from orders where notify('a', item) > 0"
            })
    void aCallIsFoundHoweverItIsWritten(String sql) {
        assertThat(WritingSql.of(sql).what()).contains("notify(…)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "select notify from settings",
                "select 'notify(1)'",
                "select '''notify(1)'",
                "select 1 -- notify('a', 'b')\n",
                "select 1 -- notify('a', 'b')",
                "/* honker_enqueue(1) */ select 1",
                "select my_notify(1), notifyx(2)",
                "select notify, (1) from settings",
                "select * from _honker_live",
                "select id from \"honker_jobs\" where x in (1)",
                "select replace(item, 'a', 'b') from orders",
                "select \"update\", deleted from orders",
                "select * from (select 1) where 'insert' = ?",
                "select item as inserted from orders",
                "with notify(item) as (select 1) select item from notify",
                "with recursive x as (select 1), \"notify\" (item) as not materialized (select 1) select item from notify",
                "select honker_mine(1) from honker_mine(2)",
                "with x as (select 1) select replace(item, 'a', 'b') from orders"
            })
    void whatOnlyReadsIsLetThrough(String sql) {
        assertThat(WritingSql.of(sql).what()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into orders(item) values (?) returning id",
                "  INSERT OR IGNORE into orders(item) values (?) returning id",
                "with x as (select 1) insert into orders(item) select * from x returning id"
            })
    void anInsertIsAWrite(String sql) {
        assertThat(WritingSql.of(sql).what()).contains("INSERT");
    }

    @Test
    void soAreTheOtherStatements() {
        assertThat(WritingSql.of("update orders set item = ? returning id").what())
                .contains("UPDATE");
        assertThat(WritingSql.of("delete from orders returning id").what()).contains("DELETE");
        assertThat(WritingSql.of("replace into orders(item) values (?) returning id")
                        .what())
                .contains("REPLACE");
    }

    @Test
    void theFunctionThatIsFoundFirstIsNamed() {
        assertThat(WritingSql.of("select honker_enqueue(?, ?, null, null, 0, 3, null), notify(?, ?)")
                        .what())
                .contains("honker_enqueue(…)");
    }
}
