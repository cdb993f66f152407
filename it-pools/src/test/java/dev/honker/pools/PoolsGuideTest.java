package dev.honker.pools;

import dev.honker.support.docs.GuideContract;

class PoolsGuideTest extends GuideContract {

    private static final String FRAME = """
            import com.alibaba.druid.pool.DruidDataSource;
            import dev.honker.Database;
            import dev.honker.Honker;
            import dev.honker.jdbc.HonkerDataSource;
            import java.sql.Connection;
            import javax.sql.DataSource;
            import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

            public final class Fragment {
                public static void main(String[] args) throws Exception {
                    HonkerDataSource dataSource = new HonkerDataSource("jdbc:honker:sqlite:" + args[0]);
                    try (Database db = Honker.of(dataSource)) {
                        db.transactionVoid(tx -> tx.execute("create table orders (id integer primary key, item text)"));
                    }
                    body(dataSource, args[0]);
                }

                static void body(DataSource dataSource, String file) throws Exception {
            // the listing
                }
            }
            """;

    PoolsGuideTest() {
        super("docs/pools.md", FRAME);
    }
}
