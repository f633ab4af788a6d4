package io.verdigrid.coordinator.store;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/** What every store does. A store's own test extends this, and says how it is opened. */
public abstract class StoreContract {
    private Store store = new MemoryStore();

    /** A new, empty store. */
    protected abstract Store open() throws Exception;

    /** The same data in a new process. */
    protected abstract Store reopen(Store closed) throws Exception;

    @BeforeEach
    final void openStore() throws Exception {
        store = open();
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    private Store restart() {
        try {
            store = reopen(store);
            return store;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Nested
    final class Builds extends BuildsContract {
        @Override
        Store store() {
            return store;
        }

        @Override
        Store restart() {
            return StoreContract.this.restart();
        }
    }

    @Nested
    final class Counts extends CountsContract {
        @Override
        Store store() {
            return store;
        }

        @Override
        Store restart() {
            return StoreContract.this.restart();
        }
    }

    @Nested
    final class Pasts extends PastContract {
        @Override
        Store store() {
            return store;
        }

        @Override
        Store restart() {
            return StoreContract.this.restart();
        }
    }

    @Nested
    final class History extends HistoryContract {
        @Override
        Store store() {
            return store;
        }

        @Override
        Store restart() {
            return StoreContract.this.restart();
        }
    }

    @Nested
    final class Certificates extends CertificateContract {
        @Override
        Store store() {
            return store;
        }

        @Override
        Store restart() {
            return StoreContract.this.restart();
        }
    }

    @Nested
    final class Trunks extends TrunkContract {
        @Override
        Store store() {
            return store;
        }

        @Override
        Store restart() {
            return StoreContract.this.restart();
        }
    }

    @Nested
    final class Judging extends JudgingContract {
        @Override
        Store store() {
            return store;
        }

        @Override
        Store restart() {
            return StoreContract.this.restart();
        }
    }
}
