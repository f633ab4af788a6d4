import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Downloads a file, or checks and unpacks one, for the script mvnw: a machine with a JDK needs no curl and no unzip. */
final class Fetch {
    public static void main(String[] args) throws Exception {
        if (args[0].equals("--unpack")) {
            unpack(Path.of(args[1]), args[2], Path.of(args[3]));
        } else {
            download(URI.create(args[0]), Path.of(args[1]));
        }
    }

    private static void download(URI from, Path to) throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .proxy(java.net.ProxySelector.getDefault())
                .build();
        HttpResponse<Path> answer =
                client.send(HttpRequest.newBuilder(from).build(), HttpResponse.BodyHandlers.ofFile(to));
        if (answer.statusCode() != 200) {
            System.err.println("mvnw: " + from + " answered " + answer.statusCode());
            System.exit(1);
        }
    }

    private static void unpack(Path zip, String sha512, Path into) throws Exception {
        String found = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(zip)));
        if (!found.equals(sha512)) {
            System.err.println("mvnw: wrong SHA-512 of " + zip.getFileName() + ": " + found);
            System.exit(1);
        }
        Files.createDirectories(into);
        // Unpacked beside its place and renamed, so that an interrupted or a second mvnw never leaves half a Maven.
        Path fresh = Files.createTempDirectory(into, "unpack");
        String top = null;
        try (InputStream in = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(in)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path target = fresh.resolve(entry.getName()).normalize();
                if (!target.startsWith(fresh)) {
                    throw new IllegalArgumentException("entry outside the archive: " + entry.getName());
                }
                top = fresh.relativize(target).getName(0).toString();
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(entries, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        fresh.resolve(top).resolve("bin/mvn").toFile().setExecutable(true);
        Path place = into.resolve(top);
        if (!Files.exists(place.resolve("bin/mvn"))) {
            try {
                Files.move(fresh.resolve(top), place);
            } catch (java.nio.file.FileSystemException another) {
                if (!Files.exists(place.resolve("bin/mvn"))) {
                    throw another;
                }
            }
        }
        Files.deleteIfExists(fresh);
    }
}
