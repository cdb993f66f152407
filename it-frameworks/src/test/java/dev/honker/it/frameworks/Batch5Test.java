package dev.honker.it.frameworks;

import javax.sql.DataSource;
import org.springframework.batch.core.Job;
import org.springframework.batch.core.JobExecution;
import org.springframework.batch.core.JobParameters;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.launch.support.TaskExecutorJobLauncher;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JobRepositoryFactoryBean;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.item.ItemStreamReader;
import org.springframework.batch.item.ItemWriter;
import org.springframework.batch.item.database.builder.JdbcBatchItemWriterBuilder;
import org.springframework.batch.item.database.builder.JdbcCursorItemReaderBuilder;
import org.springframework.batch.item.support.builder.SynchronizedItemStreamReaderBuilder;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

class Batch5Test extends BatchContract {

    private static final int CHUNK = 5;

    @Override
    protected Jobs jobs(DataSource dataSource) {
        DatabasePopulatorUtils.execute(
                new ResourceDatabasePopulator(
                        new ClassPathResource("org/springframework/batch/core/schema-sqlite.sql")),
                dataSource);
        PlatformTransactionManager transactions = new JdbcTransactionManager(dataSource);
        JobRepository repository = repository(dataSource, transactions);
        return (name, threads) -> {
            Job job = new JobBuilder(name, repository)
                    .start(new StepBuilder("copying", repository)
                            .<Long, Long>chunk(CHUNK, transactions)
                            .reader(reader(dataSource))
                            .writer(writer(dataSource, name))
                            .taskExecutor(executor(threads))
                            .build())
                    .build();
            TaskExecutorJobLauncher launcher = new TaskExecutorJobLauncher();
            launcher.setJobRepository(repository);
            launcher.afterPropertiesSet();
            JobExecution execution = launcher.run(job, new JobParameters());
            return new Result(execution.getStatus().name(), execution.getAllFailureExceptions());
        };
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

    private static ItemStreamReader<Long> reader(DataSource dataSource) {
        return new SynchronizedItemStreamReaderBuilder<Long>()
                .delegate(new JdbcCursorItemReaderBuilder<Long>()
                        .name("source")
                        .dataSource(dataSource)
                        .sql("SELECT n FROM source ORDER BY n")
                        .rowMapper((row, number) -> row.getLong(1))
                        .build())
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

    private static TaskExecutor executor(int threads) {
        if (threads == 1) {
            return new SyncTaskExecutor();
        }
        SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("chunk-");
        executor.setConcurrencyLimit(threads);
        return executor;
    }
}
