package millwright.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The console in both themes, on a narrow screen, and for those who do not see it. */
@ExtendWith(ConsoleServer.Shared.class)
class ConsoleLookIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int LARGEST_PICTURE = 150_000;

    private final HeadlessBrowser browser;
    private final Api api;
    private final Path data;
    private final Path folder;

    ConsoleLookIT(ConsoleServer server) {
        this.browser = server.browser();
        this.api = server.api();
        this.data = server.data();
        this.folder = server.folder();
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void isForEveryoneAndFitsANarrowScreen(ColorScheme scheme) throws SQLException, IOException {
        String failed = api.submit("{\"file\":\"/no/such.csv\"}");
        String completed = api.submit("{\"file\":\"hostile-strikes.csv\"}");
        api.awaitOver(failed, SOON);
        api.awaitOver(completed, SOON);
        try (Visitor wide = browser.visitor(api, scheme, 1280).open("/jobs");
                Visitor narrow = browser.visitor(api, scheme, 375).open("/jobs");
                LossTable table = LossTable.embedded(data)) {
            table.holdUpAfter(9);
            String running = api.submit("{}");
            for (Visitor visitor : List.of(wide, narrow)) {
                Page page = visitor.page();
                assertThat(page.getByLabel("API token")).isVisible();
                check(visitor, scheme);
                visitor.signIn();
                Visitor.awaitState(visitor.row(running), "RUNNING");
                check(visitor, scheme);
                for (String job : List.of(running, failed, completed)) {
                    visitor.open("/jobs/" + job);
                    assertThat(page.getByText(job)).isVisible();
                    check(visitor, scheme);
                }
                visitor.open("/jobs/" + running);
                visitor.named(AriaRole.BUTTON, "Cancel").click();
                check(visitor, scheme);
                visitor.named(AriaRole.BUTTON, "Keep it").click();
                visitor.open("/run");
                assertThat(visitor.named(AriaRole.LINK, "Operational risk capital"))
                        .isVisible();
                check(visitor, scheme);
                visitor.open("/run/operational-risk-capital");
                page.getByLabel("Last year").fill("never");
                page.getByLabel("Last year").press("Enter");
                assertThat(page.locator("[aria-invalid=true]")).hasCount(1);
                check(visitor, scheme);
            }
            table.release();
            api.awaitOver(running, SOON);
        }
    }

    private static void check(Visitor visitor, ColorScheme scheme) {
        Page page = visitor.page();
        assertThat(page.locator("html"))
                .hasAttribute("data-bs-theme", scheme.name().toLowerCase(Locale.ROOT));
        assertEquals(0, visitor.overflow(), () -> "beyond the right edge of " + page.url());
        AxeResults results = new AxeBuilder(page).analyze();
        assertTrue(results.getPasses().size() > 10, () -> "axe has looked at nothing on " + page.url());
        assertEquals(
                List.of(),
                results.getViolations().stream().map(ConsoleLookIT::described).toList(),
                page::url);
    }

    private static String described(Rule rule) {
        return rule.getId()
                + rule.getNodes().stream()
                        .map(node -> "\n" + node.getHtml() + " " + node.getFailureSummary())
                        .toList();
    }

    @Test
    void followsTheSystemsThemeUntilOneIsChosen() {
        try (Visitor visitor = browser.visitor(api, ColorScheme.DARK, 1280).signIn()) {
            assertThat(visitor.page().locator("html")).hasAttribute("data-bs-theme", "dark");
            visitor.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
            assertThat(visitor.page().locator("html")).hasAttribute("data-bs-theme", "light");
            visitor.named(AriaRole.BUTTON, "Dark theme").click();
            assertThat(visitor.page().locator("html")).hasAttribute("data-bs-theme", "dark");
            visitor.page().reload();
            assertThat(visitor.named(AriaRole.BUTTON, "Light theme")).isVisible();
            assertThat(visitor.page().locator("html")).hasAttribute("data-bs-theme", "dark");
        }
    }

    /** The README's pictures are of this: with {@code -Dmillwright.screenshots=update} they are taken anew. */
    @Test
    void looksAsTheReadmeShows() throws SQLException, IOException {
        String completed = api.submit("{\"year\":2000}");
        api.awaitOver(completed, SOON);
        api.awaitOver(api.submit("{\"file\":\"hostile-strikes.csv\"}"), SOON);
        api.awaitOver(api.submit("{\"file\":\"hostile-strikes.csv\",\"skip_limit\":2}"), SOON);
        try (LossTable table = LossTable.embedded(data)) {
            table.holdUpAfter(9);
            submitLosses("losses-august.csv", 6_000);
            api.submit("{\"year\":1999}");
            submitLosses("losses-september.csv", 15_000);
            api.submit("{\"year\":2002}");
            api.submit("{\"year\":2003}");
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                try (Visitor visitor = browser.visitor(api, scheme, 1280).signIn()) {
                    assertThat(visitor.page().locator("progress")).hasCount(3);
                    assertThat(visitor.page().getByText("4,500 read")).hasCount(3);
                    picture(visitor, "jobs-" + scheme.name().toLowerCase(Locale.ROOT));
                }
            }
            table.release();
        }
        try (Visitor visitor = browser.visitor(api).signIn().open("/jobs/" + completed)) {
            Visitor.awaitState(visitor.page().locator(".heading"), "COMPLETED");
            picture(visitor, "job");
        }
        Pattern picture = Pattern.compile("src/web/screenshots/([\\w-]+)\\.png");
        List<String> shown = Readme.lines().stream()
                .flatMap(line -> picture.matcher(line).results())
                .map(match -> match.group(1))
                .toList();
        assertEquals(List.of("jobs-dark", "jobs-light", "job"), shown);
        for (String name : shown) {
            long size = Files.size(pictures().resolve(name + ".png"));
            assertTrue(size < LARGEST_PICTURE, () -> name + " takes " + size + " bytes");
        }
    }

    private void submitLosses(String name, int records) throws IOException {
        Path file = LargeLossFile.write(folder.resolve(name), records);
        api.submit("{\"file\":\"" + file + "\"}");
    }

    private static void picture(Visitor visitor, String name) {
        Page.ScreenshotOptions options = new Page.ScreenshotOptions();
        if ("update".equals(System.getProperty("millwright.screenshots"))) {
            options.setPath(pictures().resolve(name + ".png"));
        }
        assertTrue(visitor.page().screenshot(options).length > 0);
    }

    private static Path pictures() {
        return Path.of(System.getProperty("millwright.screenshots.folder"));
    }
}
