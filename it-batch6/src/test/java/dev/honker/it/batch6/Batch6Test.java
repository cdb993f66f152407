package dev.honker.it.batch6;

import dev.honker.it.frameworks.BatchContract;
import javax.sql.DataSource;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.ChunkOrientedStepBuilder;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.batch.infrastructure.item.database.JdbcCursorItemReader;
import org.springframework.batch.infrastructure.item.database.builder.JdbcBatchItemWriterBuilder;
import org.springframework.batch.infrastructure.item.database.builder.JdbcCursorItemReaderBuilder;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

class Batch6Test extends BatchContract {

    private static final int CHUNK = 5;
    private static final int THREADS = 4;

    @Override
    protected String schema() {
        return "org/springframework/batch/core/schema-sqlite.sql";
    }

    @Override
    protected Jobs jobs(DataSource dataSource) {
        return new Copying(dataSource);
    }

    private static final class Copying implements Jobs {
        private final DataSource dataSource;
        private final PlatformTransactionManager transactions;
        private final JobRepository repository;

        Copying(DataSource dataSource) {
            this.dataSource = dataSource;
            this.transactions = new JdbcTransactionManager(dataSource);
            this.repository = repository(dataSource, transactions);
        }

        @Override
        public Result copy(String name) throws Exception {
            return run(name, step(name).build());
        }

        /** One thread reads and writes, others process, where each reads by a connection of its own. */
        @Override
        public Result copyByThreads(String name) throws Exception {
            SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("item-");
            executor.setConcurrencyLimit(THREADS);
            JdbcTemplate jdbc = new JdbcTemplate(dataSource);
            return run(
                    name,
                    step(name)
                            .processor(n -> jdbc.queryForObject("SELECT n FROM source WHERE n = ?", Long.class, n))
                            .taskExecutor(executor)
                            .build());
        }

        private ChunkOrientedStepBuilder<Long, Long> step(String job) {
            return new StepBuilder("copying", repository)
                    .<Long, Long>chunk(CHUNK)
                    .transactionManager(transactions)
                    .reader(reader(dataSource))
                    .writer(writer(dataSource, job));
        }

        private Result run(String name, Step step) throws Exception {
            TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
            operator.setJobRepository(repository);
            operator.setJobRegistry(new MapJobRegistry());
            operator.afterPropertiesSet();
            JobExecution execution =
                    operator.start(new JobBuilder(name, repository).start(step).build(), new JobParameters());
            return new Result(execution.getStatus().name(), execution.getAllFailureExceptions());
        }
    }

    private static JobRepository repository(DataSource dataSource, PlatformTransactionManager transactions) {
        try {
            JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
            factory.setDataSource(dataSource);
            factory.setTransactionManager(transactions);
            factory.afterPropertiesSet();
            return factory.getObject();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static JdbcCursorItemReader<Long> reader(DataSource dataSource) {
        return new JdbcCursorItemReaderBuilder<Long>()
                .name("source")
                .dataSource(dataSource)
                .sql("SELECT n FROM source ORDER BY n")
                .rowMapper((row, number) -> row.getLong(1))
                .build();
    }

    private static ItemWriter<Long> writer(DataSource dataSource, String job) {
        var writer = new JdbcBatchItemWriterBuilder<Long>()
                .dataSource(dataSource)
                .sql("INSERT INTO copies VALUES (?, ?)")
                .itemPreparedStatementSetter((n, statement) -> {
                    statement.setLong(1, n);
                    statement.setString(2, job);
                })
                .build();
        writer.afterPropertiesSet();
        return writer;
    }
}
