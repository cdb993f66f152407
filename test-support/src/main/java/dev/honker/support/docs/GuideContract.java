package dev.honker.support.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.support.docs.Pages.Fenced;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every Java listing of a guide compiles and runs on the class path of the module that the guide is about. A subclass names the page;
 * {@link Guides} has to name the subclass.
 */
public abstract class GuideContract {

    private final String page;
    private final String frame;

    @TempDir(cleanup = CleanupMode.ALWAYS)
    Path folder;

    /**
     * A page whose listings are complete programs or fragments for {@link Listing#FRAME}.
     *
     * @param page its path from the root of the repository, such as {@code docs/hibernate.md}
     */
    protected GuideContract(String page) {
        this(page, Listing.FRAME);
    }

    /**
     * A page with a frame of its own for fragments.
     *
     * @param frame a source with {@code public final class Fragment} that has a {@code main}, whose first argument is a file that does
     *     not exist yet, and a line {@link Listing#MARK} where the listing goes
     */
    protected GuideContract(String page, String frame) {
        this.page = page;
        this.frame = frame;
    }

    @TestFactory
    Stream<DynamicTest> listings() throws IOException {
        assertThat(Guides.testOf(page))
                .as("Guides names the test of " + page)
                .contains(getClass().getName());
        List<Fenced> listings = Pages.fenced().stream()
                .filter(fenced ->
                        fenced.page().equals(page) && fenced.language().equals("java"))
                .toList();
        assertThat(listings).as("Java listings of " + page).isNotEmpty();
        return listings.stream()
                .map(fenced -> DynamicTest.dynamicTest(fenced.place(), () -> {
                    Path own = Files.createDirectories(
                            folder.resolve(fenced.place().replaceAll("\\W", "-")));
                    new Listing(fenced, frame).check(own);
                }));
    }
}
