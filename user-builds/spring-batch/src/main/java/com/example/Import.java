package com.example;

import dev.honker.Database;
import dev.honker.spring.HonkerTemplate;
import java.util.List;
import org.springframework.batch.core.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.item.support.ListItemReader;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;

@SpringBootApplication
public class Import {

    @Bean
    Job numbers(JobRepository repository, PlatformTransactionManager transactions, HonkerTemplate honker) {
        return new JobBuilder("numbers", repository)
                .start(new StepBuilder("enqueue", repository)
                        .<Integer, Integer>chunk(2, transactions)
                        .reader(new ListItemReader<>(List.of(1, 2, 3)))
                        .writer(chunk -> chunk.forEach(number -> honker.enqueue("numbers", "" + number)))
                        .build())
                .build();
    }

    public static void main(String[] arguments) {
        try (ConfigurableApplicationContext context = SpringApplication.run(Import.class, arguments)) {
            long waiting = context.getBean(Database.class).queue("numbers").size();
            if (waiting % 3 != 0 || waiting == 0) {
                throw new IllegalStateException(waiting + " jobs wait");
            }
        }
    }
}
