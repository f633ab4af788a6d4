package io.verdigrid.cli.browser;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import io.verdigrid.protocol.TimeSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A headless Chromium, driven over W3C WebDriver by the JDK's HTTP client: a dozen commands need no library.
 *
 * <p>For one thread.
 */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final HttpClient client = HttpClient.newHttpClient();
    private final TimeSource time = TimeSource.system();
    private final Process driver;
    private final String session;

    private Browser(Process driver, String session) {
        this.driver = driver;
        this.session = session;
    }

    /** Where the driver is; empty: this machine has none, or no Chromium. */
    static Optional<Path> driver() {
        return onPath("chromium").isPresent() || onPath("google-chrome").isPresent()
                ? onPath("chromedriver")
                : Optional.empty();
    }

    private static Optional<Path> onPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts one; its own files are in this folder. */
    static Browser start(Path folder) throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process driver = new ProcessBuilder(driver().orElseThrow().toString(), "--port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("chromedriver.log").toFile())
                .start();
        Browser starting = new Browser(driver, "http://127.0.0.1:" + port);
        try {
            starting.await("the driver", () -> {
                try {
                    return starting.call("GET", "/status", null)
                            .getFieldsOrThrow("ready")
                            .getBoolValue();
                } catch (IOException e) {
                    return false;
                }
            });
            String profile = folder.resolve("profile").toString();
            Struct made = starting.call("POST", "/session", """
                    {"capabilities": {"alwaysMatch": {
                      "goog:chromeOptions": {"args": ["--headless=new", "--no-sandbox", "--disable-gpu",
                        "--disable-dev-shm-usage", "--hide-scrollbars", "--window-size=1400,1000", "--user-data-dir=%s"]},
                      "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}}}""".formatted(profile));
            String id = made.getFieldsOrThrow("sessionId").getStringValue();
            return new Browser(driver, "http://127.0.0.1:" + port + "/session/" + id);
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            driver.destroy();
            throw e;
        }
    }

    void open(String address) throws IOException, InterruptedException {
        call("POST", "/url", "{\"url\": " + quoted(address) + "}");
    }

    /** The answer of a piece of JavaScript that returns something; promises are waited for. */
    Value script(String body, String... arguments) throws IOException, InterruptedException {
        ListValue.Builder values = ListValue.newBuilder();
        for (String argument : arguments) {
            values.addValues(Value.newBuilder().setStringValue(argument));
        }
        String json = "{\"script\": " + quoted(body) + ", \"args\": "
                + JsonFormat.printer().print(values) + "}";
        return value("POST", "/execute/sync", json);
    }

    String text(String selector) throws IOException, InterruptedException {
        return script("return document.querySelector(arguments[0])?.innerText ?? ''", selector)
                .getStringValue();
    }

    /** Waits until JavaScript says so; fails with what the page says where it never does. */
    void awaitTrue(String expression) throws IOException, InterruptedException {
        try {
            await(expression, () -> script("return Boolean(" + expression + ")").getBoolValue());
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; the page says:\n" + text("body") + "\n" + problems(), e);
        }
    }

    /** Waits until the element's text has this. */
    void awaitText(String selector, String text) throws IOException, InterruptedException {
        awaitTrue("document.querySelector(" + quoted(selector) + ")?.innerText.includes(" + quoted(text) + ")");
    }

    void click(String selector) throws IOException, InterruptedException {
        awaitTrue("document.querySelector(" + quoted(selector) + ")");
        script("document.querySelector(arguments[0]).click(); return true", selector);
    }

    /** Types into a field as a person does. */
    void type(String selector, String text) throws IOException, InterruptedException {
        Struct element = value("POST", "/element", "{\"using\": \"css selector\", \"value\": " + quoted(selector) + "}")
                .getStructValue();
        String id = element.getFieldsMap().values().iterator().next().getStringValue();
        call("POST", "/element/" + id + "/value", "{\"text\": " + quoted(text) + "}");
    }

    /** How the page looks: size in CSS pixels, light or dark. */
    void look(int width, int height, boolean dark) throws IOException, InterruptedException {
        command("Emulation.setDeviceMetricsOverride", """
                {"width": %d, "height": %d, "deviceScaleFactor": 1, "mobile": false}""".formatted(width, height));
        command("Emulation.setEmulatedMedia", """
                {"features": [{"name": "prefers-color-scheme", "value": "%s"}]}""".formatted(dark ? "dark" : "light"));
    }

    private void command(String name, String parameters) throws IOException, InterruptedException {
        call("POST", "/goog/cdp/execute", "{\"cmd\": \"" + name + "\", \"params\": " + parameters + "}");
    }

    void screenshot(Path file) throws IOException, InterruptedException {
        Files.write(
                file,
                Base64.getDecoder().decode(value("GET", "/screenshot", null).getStringValue()));
    }

    /** What the console said since the last call: errors and warnings. */
    List<String> problems() throws IOException, InterruptedException {
        List<String> said = new ArrayList<>();
        for (Struct entry : log("browser")) {
            String level = entry.getFieldsOrThrow("level").getStringValue();
            if (level.equals("SEVERE") || level.equals("WARNING")) {
                said.add(entry.getFieldsOrThrow("message").getStringValue());
            }
        }
        return said;
    }

    /** Addresses asked for since the last call. */
    List<URI> requests() throws IOException, InterruptedException {
        List<URI> asked = new ArrayList<>();
        for (Struct entry : log("performance")) {
            Struct.Builder message = Struct.newBuilder();
            JsonFormat.parser().merge(entry.getFieldsOrThrow("message").getStringValue(), message);
            Struct event = message.getFieldsOrThrow("message").getStructValue();
            if (event.getFieldsOrThrow("method").getStringValue().equals("Network.requestWillBeSent")) {
                Struct request = event.getFieldsOrThrow("params")
                        .getStructValue()
                        .getFieldsOrThrow("request")
                        .getStructValue();
                String address = request.getFieldsOrThrow("url").getStringValue();
                if (!address.startsWith("data:")) {
                    asked.add(URI.create(address));
                }
            }
        }
        return asked;
    }

    private List<Struct> log(String type) throws IOException, InterruptedException {
        return value("POST", "/se/log", "{\"type\": \"" + type + "\"}").getListValue().getValuesList().stream()
                .map(Value::getStructValue)
                .toList();
    }

    /** What axe-core finds wrong, a line a rule and element. */
    List<String> accessibilityProblems() throws IOException, InterruptedException {
        try (InputStream axe = Browser.class.getResourceAsStream("/axe.min.js")) {
            script(new String(Objects.requireNonNull(axe).readAllBytes(), StandardCharsets.UTF_8) + "; return true");
        }
        Value found = script("""
                return axe.run(document, {resultTypes: ["violations"]}).then((results) => results.violations.flatMap(
                  (rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`)))""");
        return found.getListValue().getValuesList().stream()
                .map(Value::getStringValue)
                .toList();
    }

    /** A condition over HTTP. */
    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private void await(String what, Condition condition) throws IOException, InterruptedException {
        long end = time.nanos() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (time.nanos() - end > 0) {
                throw new AssertionError("waited " + PATIENCE.toSeconds() + " s for " + what);
            }
            time.sleep(PAUSE);
        }
    }

    private Struct call(String method, String path, @Nullable String body) throws IOException, InterruptedException {
        return value(method, path, body).getStructValue();
    }

    private Value value(String method, String path, @Nullable String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(session + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .header("content-type", "application/json")
                .timeout(PATIENCE)
                .build();
        String answer = client.send(request, BodyHandlers.ofString()).body();
        Struct.Builder parsed = Struct.newBuilder();
        JsonFormat.parser().merge(answer, parsed);
        Value value = parsed.getFieldsOrDefault("value", Value.getDefaultInstance());
        if (value.getStructValue().containsFields("error")) {
            throw new IOException(method + " " + path + ": "
                    + value.getStructValue().getFieldsOrThrow("message").getStringValue());
        }
        return value;
    }

    private static String quoted(String text) throws IOException {
        return JsonFormat.printer().print(Value.newBuilder().setStringValue(text));
    }

    @Override
    public void close() throws IOException {
        try {
            call("DELETE", "", null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            driver.destroy();
            driver.onExit().join();
        }
    }
}
