package dev.honker.benchmarks.orm;

import dev.honker.Queue;
import dev.honker.benchmarks.harness.Sink;
import dev.honker.mybatis.HonkerMapper;
import dev.honker.mybatis.HonkerSession;
import javax.sql.DataSource;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;

/** MyBatis' session. */
final class MybatisTool implements Tool {

    private final SqlSessionFactory sessions;

    private final boolean byMapper;

    private MybatisTool(DataSource pool, boolean byMapper) {
        this.byMapper = byMapper;
        Configuration configuration =
                new Configuration(new Environment("benchmark", new JdbcTransactionFactory(), pool));
        configuration.addMapper(Jobs.class);
        configuration.addMapper(HonkerMapper.class);
        sessions = new SqlSessionFactoryBuilder().build(configuration);
    }

    /** Enqueues by the mapper of honker's functions. */
    static MybatisTool mapper(DataSource pool) {
        return new MybatisTool(pool, true);
    }

    /** Enqueues by honker's Java API. */
    static MybatisTool api(DataSource pool) {
        return new MybatisTool(pool, false);
    }

    @Override
    public String name() {
        return byMapper ? "MyBatis, HonkerMapper" : "MyBatis, HonkerSession";
    }

    // why: whoever calls the mapper gets the job's id, for which MyBatis maps a result; so has the floor to
    @Override
    public String floor() {
        return byMapper ? "its native INSERT … RETURNING id" : Tool.super.floor();
    }

    @Override
    public void enqueue(int jobs) {
        try (SqlSession session = sessions.openSession()) {
            if (byMapper) {
                HonkerMapper mapper = session.getMapper(HonkerMapper.class);
                for (int i = 0; i < jobs; i++) {
                    Sink.take(mapper.enqueue("mail", Payload.JSON));
                }
            } else {
                Queue queue = HonkerSession.of(session).queue("mail");
                for (int i = 0; i < jobs; i++) {
                    Sink.take(queue.enqueue(Payload.JSON));
                }
            }
            session.commit();
        }
    }

    @Override
    public void insert(int rows) {
        try (SqlSession session = sessions.openSession()) {
            Jobs jobs = session.getMapper(Jobs.class);
            for (int i = 0; i < rows; i++) {
                Sink.take(byMapper ? jobs.insertReturning("mail", Payload.JSON) : jobs.insert("mail", Payload.JSON));
            }
            session.commit();
        }
    }

    @Override
    public void close() {
        // why: the pool is not its own
    }

    /** The application's own mapper. */
    interface Jobs {
        @Insert("INSERT INTO jobs(queue, payload, priority, max_attempts) VALUES (#{queue}, #{payload}, 0, 3)")
        int insert(@Param("queue") String queue, @Param("payload") String payload);

        @Select(
                value = "INSERT INTO jobs(queue, payload, priority, max_attempts) VALUES (#{queue}, #{payload}, 0, 3)"
                        + " RETURNING id",
                affectData = true)
        @Options(flushCache = Options.FlushCachePolicy.TRUE, useCache = false)
        long insertReturning(@Param("queue") String queue, @Param("payload") String payload);
    }
}
