package dev.honker.it.frameworks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.springframework.batch.core.ChunkListener;
import org.springframework.batch.core.JobExecution;
import org.springframework.batch.core.JobParameters;
import org.springframework.batch.core.Step;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.launch.support.TaskExecutorJobLauncher;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JobRepositoryFactoryBean;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.builder.SimpleStepBuilder;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.item.ItemReader;
import org.springframework.batch.item.ItemStreamReader;
import org.springframework.batch.item.ItemWriter;
import org.springframework.batch.item.database.JdbcCursorItemReader;
import org.springframework.batch.item.database.builder.JdbcBatchItemWriterBuilder;
import org.springframework.batch.item.database.builder.JdbcCursorItemReaderBuilder;
import org.springframework.batch.item.support.builder.SynchronizedItemStreamReaderBuilder;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** The jobs on Spring Batch 5. */
final class Batch5Jobs implements BatchContract.Jobs {

    private static final int CHUNK = 5;
    private static final int THREADS = 4;

    private final DataSource dataSource;
    private final PlatformTransactionManager transactions;
    private final JobRepository repository;

    Batch5Jobs(DataSource dataSource) {
        this.dataSource = dataSource;
        this.transactions = new JdbcTransactionManager(dataSource);
        this.repository = repository(dataSource, transactions);
    }

    @Override
    public BatchContract.Result copy(String name) throws Exception {
        return run(
                name,
                step(CHUNK)
                        .reader(reader(dataSource))
                        .writer(writer(dataSource, name))
                        .build());
    }

    @Override
    public BatchContract.Result copyByThreads(String name) throws Exception {
        SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("chunk-");
        executor.setConcurrencyLimit(THREADS);
        LastRowsFirst<Long> reader = new LastRowsFirst<>(new SynchronizedItemStreamReaderBuilder<Long>()
                .delegate(reader(dataSource))
                .build());
        return run(
                name,
                step(1).reader(reader).stream(reader.rows)
                        .writer(writer(dataSource, name))
                        .listener(reader)
                        .taskExecutor(executor)
                        .build());
    }

    private SimpleStepBuilder<Long, Long> step(int chunk) {
        return new StepBuilder("copying", repository).chunk(chunk, transactions);
    }

    private BatchContract.Result run(String name, Step step) throws Exception {
        TaskExecutorJobLauncher launcher = new TaskExecutorJobLauncher();
        launcher.setJobRepository(repository);
        launcher.afterPropertiesSet();
        JobExecution execution =
                launcher.run(new JobBuilder(name, repository).start(step).build(), new JobParameters());
        return new BatchContract.Result(execution.getStatus().name(), execution.getAllFailureExceptions());
    }

    /**
     * Ends when all rows are committed. A thread that finds no row to write locks the step before it locks the file, one that has
     * written locks the file first: on any driver they may wait for each other.
     */
    private static final class LastRowsFirst<T> implements ItemReader<T>, ChunkListener {
        private final ItemStreamReader<T> rows;
        private final CountDownLatch committed = new CountDownLatch(BatchContract.ROWS);

        LastRowsFirst(ItemStreamReader<T> rows) {
            this.rows = rows;
        }

        @Override
        public T read() throws Exception {
            T row = rows.read();
            if (row == null && !committed.await(60, TimeUnit.SECONDS)) {
                throw new TimeoutException(committed.getCount() + " rows are not committed");
            }
            return row;
        }

        @Override
        public void afterChunk(ChunkContext context) {
            committed.countDown();
        }
    }

    private static JobRepository repository(DataSource dataSource, PlatformTransactionManager transactions) {
        try {
            JobRepositoryFactoryBean factory = new JobRepositoryFactoryBean();
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
