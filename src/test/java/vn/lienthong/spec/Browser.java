package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import vn.lienthong.demo.Checkout;

/** A real browser, and people who sign in with it. Each has a window of their own. */
final class Browser implements AutoCloseable {

    private static final List<String> PROGRAMS =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

    /** Widths that pages must be usable at: a small telephone and a desk. */
    private static final int NARROW = 360;

    private static final int WIDE = 1280;

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final ExchangeNode node;
    private final List<BrowserContext> windows = new ArrayList<>();

    Browser(ExchangeNode node) {
        this.node = node;
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--disable-quic")));
    }

    private static Path program() {
        return PROGRAMS.stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("Tests of pages need Chromium: apt-get install chromium"));
    }

    /** Somebody's window. */
    final class Window {

        private final Page page;
        private final List<String> hosts = new ArrayList<>();

        private Window() {
            var context = chromium.newContext(
                    new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(WIDE, 900));
            windows.add(context);
            page = context.newPage();
            page.setDefaultTimeout(20_000);
            page.onRequest(
                    (Request request) -> hosts.add(URI.create(request.url()).getAuthority()));
        }

        Page page() {
            return page;
        }

        /** Goes to a page of the portal. */
        Window opens(String path) {
            page.navigate(portal() + path);
            return this;
        }

        /** Signs in as an account of the demo, and is where it comes in. */
        Window signsIn(String account) {
            opens("/portal");
            page.locator("#username").fill(account);
            page.locator("#password").fill("demo");
            page.locator("#kc-login").click();
            page.locator("header.top").waitFor();
            return this;
        }

        void presses(String name) {
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                    .first()
                    .click();
        }

        void follows(String name) {
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name))
                    .first()
                    .click();
        }

        void reads(String text) {
            page.locator("body").getByText(text).first().waitFor();
        }

        boolean shows(String text) {
            return page.content().contains(text);
        }

        /**
         * Nothing stands in the way of people who see, hear or move otherwise, at either width; a picture of each is kept
         * beside the results of the tests.
         */
        Window isFit(String name) {
            for (int width : new int[] {WIDE, NARROW}) {
                page.setViewportSize(width, 900);
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(pictures().resolve("%s-%d.png".formatted(name, width)))
                        .setFullPage(true));
                assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                        .as("%s is %d wide", name, width)
                        .isLessThanOrEqualTo(width);
            }
            assertThat(new AxeBuilder(page)
                            .analyze().getViolations().stream()
                                    .filter(one ->
                                            List.of("serious", "critical").contains(one.getImpact()))
                                    .map(one -> one.getId() + ": " + one.getHelp() + " "
                                            + one.getNodes().stream()
                                                    .map(place ->
                                                            place.getTarget().toString())
                                                    .toList())
                                    .toList())
                    .as(name)
                    .isEmpty();
            page.setViewportSize(WIDE, 900);
            return this;
        }

        /** Hosts that anything was fetched from. */
        Stream<String> hosts() {
            return hosts.stream().distinct();
        }
    }

    private static Path pictures() {
        return Checkout.here().root().resolve("src/target/pages");
    }

    Window window() {
        return new Window();
    }

    String portal() {
        return node.baseUrl().replace("/fhir", "");
    }

    @Override
    public void close() {
        windows.forEach(BrowserContext::close);
        chromium.close();
        playwright.close();
    }
}
