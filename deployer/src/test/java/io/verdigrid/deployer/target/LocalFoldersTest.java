package io.verdigrid.deployer.target;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalFoldersTest extends TargetContract {
    @Override
    Target target(Path host, Hook hook) {
        return new LocalFolders(Map.of(HOST, host), hook);
    }

    @Test
    void folderThatIsNotThereIsAHostThatDoesNotAnswer() {
        Target target = target(folder.resolve("nowhere"), Hook.NONE);
        assertThatThrownBy(() -> target.read(HOST)).isInstanceOf(HostUnreachable.class);
    }
}
