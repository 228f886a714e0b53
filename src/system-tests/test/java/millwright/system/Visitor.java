package millwright.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;

/** A person at the console. On leaving, nothing may have gone wrong unseen and no other host been asked. */
final class Visitor implements AutoCloseable {

    private static final double PATIENCE_MILLIS = 30_000;

    private final BrowserContext context;
    private final Page page;
    private final Api api;
    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private final Set<String> hosts = new ConcurrentSkipListSet<>();

    Visitor(BrowserContext context, Api api) {
        this.context = context;
        this.api = api;
        context.setDefaultTimeout(PATIENCE_MILLIS);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        context.onRequest(request -> hosts.add(URI.create(request.url()).getAuthority()));
        this.page = context.newPage();
        page.onPageError(troubles::add);
        page.onConsoleMessage(message -> {
            // the browser tells of each refused request: those that should not be are seen by what they lead to
            boolean refused = message.text().startsWith("Failed to load resource");
            if (!refused && (message.type().equals("error") || message.type().equals("warning"))) {
                troubles.add(message.text());
            }
        });
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** @param place what follows the #, such as {@code /jobs} */
    Visitor open(String place) {
        page.navigate(api.address("/console/#" + place));
        return this;
    }

    Visitor signIn() {
        open("/jobs");
        page.getByLabel("API token").fill(api.token());
        page.getByLabel("API token").press("Enter");
        PlaywrightAssertions.assertThat(named(AriaRole.BUTTON, "Sign out")).isVisible();
        return this;
    }

    Locator named(AriaRole role, String name) {
        return page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator row(String job) {
        return page.locator("tr[data-job='" + job + "']");
    }

    /** Waits for the state's badge: by its name in the API, which no wording changes. */
    static void awaitState(Locator where, String state) {
        PlaywrightAssertions.assertThat(where.locator(".state").first()).hasAttribute("data-state", state);
    }

    /** How many pixels of the page lie beyond its right edge. */
    int overflow() {
        return ((Number) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .intValue();
    }

    @Override
    public void close() {
        context.close();
        assertEquals(List.of(), troubles, "what the browser complained about");
        assertEquals(Set.of(URI.create(api.address("/")).getAuthority()), hosts, "whom the page has asked");
    }
}
