package millwright.system;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The Chromium of this machine; Playwright downloads none. */
final class HeadlessBrowser implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    // as root, without a GPU, and without a word to its maker
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private HeadlessBrowser(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Where there is no browser the tests are skipped and say so; in CI that is a failure. */
    static HeadlessBrowser start() {
        Optional<Path> executable = executable();
        if (executable.isEmpty()) {
            String missing = "no browser: install chromium, the console is not tested without";
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(missing);
            }
            Assumptions.abort(missing);
        }
        Playwright playwright =
                Playwright.create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new HeadlessBrowser(
                playwright,
                playwright
                        .chromium()
                        .launch(new LaunchOptions()
                                .setExecutablePath(executable.orElseThrow())
                                .setArgs(ARGUMENTS)));
    }

    private static Optional<Path> executable() {
        String path = System.getProperty("millwright.browser.path", System.getenv("PATH"));
        return Stream.of(path.split(":", -1))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Somebody new at the console, with a browser that knows nothing yet. */
    Visitor visitor(Api api, ColorScheme scheme, int width) {
        return new Visitor(
                browser.newContext(
                        new NewContextOptions().setColorScheme(scheme).setViewportSize(width, 800)),
                api);
    }

    Visitor visitor(Api api) {
        return visitor(api, ColorScheme.LIGHT, 1280);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
