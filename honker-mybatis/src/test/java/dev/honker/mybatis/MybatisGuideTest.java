package dev.honker.mybatis;

import dev.honker.support.docs.GuideContract;

class MybatisGuideTest extends GuideContract {

    /** A factory with honker's mapper and the guard, and a mapper of orders. */
    private static final String FRAME = """
            import dev.honker.*;
            import dev.honker.jdbc.HonkerDataSource;
            import dev.honker.mybatis.*;
            import java.time.Duration;
            import java.util.List;
            import javax.sql.DataSource;
            import org.apache.ibatis.annotations.*;
            import org.apache.ibatis.annotations.Options.FlushCachePolicy;
            import org.apache.ibatis.exceptions.PersistenceException;
            import org.apache.ibatis.mapping.Environment;
            import org.apache.ibatis.session.SqlSession;
            import org.apache.ibatis.session.SqlSessionFactory;
            import org.apache.ibatis.session.SqlSessionFactoryBuilder;
            import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
            import org.mybatis.spring.SqlSessionFactoryBean;
            import org.mybatis.spring.SqlSessionTemplate;
            import org.springframework.jdbc.support.JdbcTransactionManager;
            import org.springframework.transaction.support.TransactionTemplate;

            public final class Fragment {
                public record Receipt(long order) {}

                public record Waiting(Receipt receipt) {}

                public static class Order {
                    private Long id;
                    private final String item;

                    Order(String item) {
                        this.item = item;
                    }

                    public Long getId() {
                        return id;
                    }

                    public void setId(Long id) {
                        this.id = id;
                    }

                    public String getItem() {
                        return item;
                    }
                }

                interface Orders {
                    @Insert("insert into orders(item) values (#{item})")
                    @Options(useGeneratedKeys = true, keyProperty = "id")
                    void insert(Order order);

                    @Select("select count(*) from orders")
                    long count();
                }

                public static void main(String[] args) throws Exception {
                    HonkerDataSource dataSource = new HonkerDataSource("jdbc:honker:sqlite:" + args[0]);
                    var configuration = new org.apache.ibatis.session.Configuration(
                            new Environment("shop", new JdbcTransactionFactory(), dataSource));
                    configuration.addMapper(HonkerMapper.class);
                    configuration.addMapper(Orders.class);
                    configuration.addInterceptor(new HonkerGuard());
                    SqlSessionFactory sessions = new SqlSessionFactoryBuilder().build(configuration);
                    try (SqlSession session = sessions.openSession()) {
                        HonkerSession.of(session).execute("create table orders (id integer primary key, item text)");
                        session.commit();
                    }
                    body(dataSource, sessions);
                }

                static void body(DataSource dataSource, SqlSessionFactory sessions) throws Exception {
            // the listing
                }
            }
            """;

    MybatisGuideTest() {
        super("docs/mybatis.md", FRAME);
    }
}
