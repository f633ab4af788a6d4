package guest.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Has a child, a grandchild, and an orphan whose parent is gone; says their ids. */
class ParentTest {
    @Test
    void hangs() throws Exception {
        System.out.println(start("echo $$; sleep 600 & echo $!; wait", 2) + start("sleep 600 & echo $!", 1));
        new CountDownLatch(1).await();
    }

    private static String start(String script, int lines) throws IOException {
        Process shell = new ProcessBuilder("sh", "-c", script).start();
        BufferedReader out = new BufferedReader(new InputStreamReader(shell.getInputStream()));
        StringBuilder ids = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            ids.append(out.readLine()).append(' ');
        }
        return ids.toString();
    }
}
