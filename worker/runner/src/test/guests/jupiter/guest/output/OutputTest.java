package guest.output;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;

@TestMethodOrder(MethodOrderer.MethodName.class)
class OutputTest {
    private static ExecutorService pool;

    @BeforeAll
    static void start() throws Exception {
        pool = Executors.newFixedThreadPool(1);
        pool.submit(() -> System.out.println("pool starts")).get();
        System.out.println("before all");
    }

    @AfterAll
    static void end() {
        pool.shutdown();
        System.out.println("after all");
    }

    @Test
    void a_prints() {
        System.out.println("to out \u00e4");
        System.err.println("to err");
        Logger.getLogger("guest").warning("to the log");
    }

    @Test
    void b_printsOnThreads() throws Exception {
        pool.submit(() -> System.out.println("from the pool")).get();
        Thread own = new Thread(() -> System.out.println("from its thread"));
        own.start();
        own.join();
    }

    @Test
    void c_printsMuch() {
        for (int i = 0; i < 10_000; i++) {
            System.out.println("line " + i);
        }
    }

    @Test
    void d_capturesItself() {
        PrintStream before = System.out;
        ByteArrayOutputStream mine = new ByteArrayOutputStream();
        System.setOut(new PrintStream(mine));
        System.out.println("hidden");
        System.setOut(before);
        System.out.println("shown " + mine.size());
    }

    @Test
    void e_reports(TestReporter reporter) {
        reporter.publishEntry("colour", "green");
    }
}
