package dev.honker.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.j256.ormlite.dao.Dao;
import com.j256.ormlite.dao.DaoManager;
import com.j256.ormlite.field.DatabaseField;
import com.j256.ormlite.jdbc.JdbcConnectionSource;
import com.j256.ormlite.jdbc.db.SqliteDatabaseType;
import com.j256.ormlite.misc.TransactionManager;
import com.j256.ormlite.support.ConnectionSource;
import com.j256.ormlite.table.TableUtils;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ORMLite, which knows databases by their URLs, on the file. */
class OrmLiteTest {

    @TempDir
    Path directory;

    @Test
    void withItsTypeOfDatabaseItWritesAndRollsBackWithWhatHonkerWrites() throws Exception {
        try (AppFile file = new AppFile(Driver.HONKER, directory)) {
            ConnectionSource source = new JdbcConnectionSource(file.url(), new SqliteDatabaseType());
            TableUtils.createTable(source, Article.class);
            Dao<Article, Integer> articles = DaoManager.createDao(source, Article.class);
            assertThatThrownBy(() -> TransactionManager.callInTransaction(source, () -> {
                        articles.create(new Article("tea"));
                        articles.queryRawValue("SELECT honker_enqueue('q', '{}', NULL, NULL, 0, 3, NULL)");
                        throw new IllegalStateException("rolled back");
                    }))
                    .hasRootCauseMessage("rolled back");
            assertThat(articles.countOf()).isZero();
            TransactionManager.callInTransaction(source, () -> {
                articles.create(new Article("tea"));
                return articles.queryRawValue("SELECT honker_enqueue('q', '{}', NULL, NULL, 0, 3, NULL)");
            });
            assertThat(articles.queryForEq("name", "tea")).hasSize(1);
            assertThat(articles.queryRawValue("SELECT count(*) FROM _honker_live"))
                    .isOne();
        }
    }

    @Test
    void withoutItItSaysThatItDoesNotKnowTheUrl() throws Exception {
        try (AppFile file = new AppFile(Driver.HONKER, directory)) {
            assertThatThrownBy(() -> new JdbcConnectionSource(file.url()).close())
                    .hasMessageContaining("honker");
        }
    }

    /** A row. */
    static final class Article {

        @DatabaseField(generatedId = true)
        int id;

        @DatabaseField
        String name;

        Article() {
            this("");
        }

        Article(String name) {
            this.name = name;
        }
    }
}
