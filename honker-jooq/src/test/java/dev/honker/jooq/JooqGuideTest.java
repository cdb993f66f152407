package dev.honker.jooq;

import dev.honker.support.docs.GuideContract;

class JooqGuideTest extends GuideContract {

    private static final String FRAME = """
            import static dev.honker.jooq.HonkerDSL.*;
            import static dev.honker.jooq.HonkerTables.*;
            import static org.jooq.impl.DSL.*;

            import dev.honker.Database;
            import dev.honker.EnqueueOptions;
            import dev.honker.HonkerException;
            import dev.honker.TypedQueue;
            import dev.honker.WorkerHandle;
            import dev.honker.jdbc.HonkerDataSource;
            import dev.honker.jooq.Honker;
            import dev.honker.jooq.HonkerGuard;
            import dev.honker.jooq.RecordCodec;
            import dev.honker.jooq.tables.JobsTable;
            import java.time.Duration;
            import java.time.Instant;
            import java.util.List;
            import org.jooq.DSLContext;
            import org.jooq.Field;
            import org.jooq.Record;
            import org.jooq.SQLDialect;
            import org.jooq.Table;
            import org.jooq.TableField;
            import org.jooq.conf.FetchTriggerValuesAfterReturning;
            import org.jooq.conf.Settings;
            import org.jooq.impl.DefaultConfiguration;
            import org.jooq.impl.SQLDataType;
            import org.jooq.impl.TableImpl;

            public final class Fragment {
                record Receipt(int order, String item) {}

                static final class OrdersTable extends TableImpl<Record> {
                    private static final long serialVersionUID = 1L;

                    final TableField<Record, Integer> id = createField(name("id"), SQLDataType.INTEGER);
                    final TableField<Record, String> item = createField(name("item"), SQLDataType.VARCHAR);

                    OrdersTable() {
                        super(name("orders"));
                    }
                }

                static final OrdersTable ORDERS = new OrdersTable();
                static final Field<Integer> ID = ORDERS.id;
                static final Field<String> ITEM = ORDERS.item;

                public static void main(String[] args) throws Exception {
                    java.util.logging.LogManager.getLogManager().reset();
                    HonkerDataSource dataSource = new HonkerDataSource("jdbc:honker:sqlite:" + args[0]);
                    DSLContext ctx = using(new DefaultConfiguration()
                            .set(dataSource)
                            .set(SQLDialect.SQLITE)
                            .set(new Settings().withFetchTriggerValuesAfterReturning(FetchTriggerValuesAfterReturning.NEVER))
                            .set(new HonkerGuard()));
                    ctx.execute("create table orders (id integer primary key, item text)");
                    body(ctx, dataSource);
                }

                static void body(DSLContext ctx, HonkerDataSource dataSource) throws Exception {
            // the listing
                }
            }
            """;

    JooqGuideTest() {
        super("docs/jooq.md", FRAME);
    }
}
