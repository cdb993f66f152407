package dev.honker.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.honker.HonkerException;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.Hibernate;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entities as payloads: what is there is encoded, and nothing is loaded for it. */
class PayloadTest {

    @Entity(name = "Author")
    public static class Author {
        @Id
        long id;

        String name = "";

        @OneToMany(mappedBy = "author", cascade = CascadeType.ALL)
        List<Book> books = new ArrayList<>();

        public long getId() {
            return id;
        }

        public String getName() {
            return name;
        }

        public List<Book> getBooks() {
            return books;
        }
    }

    @Entity(name = "Book")
    public static class Book {
        @Id
        long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Author author;

        public long getId() {
            return id;
        }

        public Author getAuthor() {
            return author;
        }
    }

    @Entity(name = "Page")
    public static class Page {
        @Id
        public long id;

        @ManyToOne(fetch = FetchType.LAZY)
        @JsonIgnore
        public Author author;
    }

    @TempDir
    Path folder;

    private Store store;

    @BeforeEach
    void open() throws Exception {
        store = Store.open(
                folder.resolve("app.db"),
                Map.of("hibernate.hbm2ddl.auto", "update", "hibernate.generate_statistics", "true"),
                Author.class,
                Book.class,
                Page.class);
        store.inSession(session -> {
            Author author = new Author();
            author.id = 1;
            author.name = "Ada";
            session.persist(author);
            Book book = new Book();
            book.id = 2;
            book.author = author;
            session.persist(book);
            Page page = new Page();
            page.id = 3;
            page.author = author;
            session.persist(page);
        });
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aLazyAssociationIsRefusedAndNotLoaded() throws Exception {
        store.inSession(session -> {
            Book book = session.find(Book.class, 2L);
            long statements = statistics().getPrepareStatementCount();
            HonkerSession honker = HonkerSession.of(session);
            assertThatThrownBy(() -> honker.queue("books", Book.class).enqueue(book))
                    .isInstanceOf(HonkerException.class)
                    .hasMessageContaining("author")
                    .hasMessageContaining("record");
            assertThatThrownBy(() -> honker.enqueueOnCommit("books", book))
                    .isInstanceOf(HonkerException.class)
                    .hasMessageContaining("author");
            assertThat(Hibernate.isInitialized(book.author)).isFalse();
            assertThat(statistics().getPrepareStatementCount()).isEqualTo(statements);
        });
        assertThat(store.jobs()).isEmpty();
    }

    @Test
    void aLazyCollectionIsRefusedAndNotLoaded() throws Exception {
        store.inSession(session -> {
            Author author = session.find(Author.class, 1L);
            assertThatThrownBy(() -> HonkerSession.of(session).enqueueOnCommit("authors", author))
                    .isInstanceOf(HonkerException.class)
                    .hasMessageContaining("books")
                    .hasMessageContaining("from the database");
            assertThat(Hibernate.isInitialized(author.books)).isFalse();
            assertThat(author.books).hasSize(1); // the session itself may load as before
        });
    }

    @Test
    void aReferenceThatWasNeverLoadedIsRefused() throws Exception {
        store.inSession(session -> {
            Author author = session.getReference(Author.class, 1L);
            assertThatThrownBy(() -> HonkerSession.of(session).enqueueOnCommit("authors", author))
                    .isInstanceOf(HonkerException.class)
                    .hasMessageContaining("Author 1");
        });
    }

    @Test
    void whatJacksonIgnoresMayBeLazyAndALoadedReferenceIsEncodedAsTheEntity() throws Exception {
        store.inSession(session -> {
            Page reference = session.getReference(Page.class, 3L);
            Hibernate.initialize(reference);
            HonkerSession honker = HonkerSession.of(session);
            honker.enqueueOnCommit("pages", reference);
            honker.queue("pages", Page.class).enqueue(reference);
        });
        assertThat(store.jobs()).containsExactly("pages {\"id\":3}", "pages {\"id\":3}");
    }

    @Test
    void aStatelessSessionLoadsNothingForAPayloadEither() throws Exception {
        store.inStateless(session -> {
            Book book = session.get(Book.class, 2L);
            HonkerSession honker = HonkerSession.of(session);
            assertThatThrownBy(() -> honker.enqueueOnCommit("books", book))
                    .isInstanceOf(HonkerException.class)
                    .hasMessageContaining("author");
            assertThat(Hibernate.isInitialized(book.author)).isFalse();
        });
        assertThat(store.jobs()).isEmpty();
    }

    private Statistics statistics() {
        return store.factory().getStatistics();
    }
}
