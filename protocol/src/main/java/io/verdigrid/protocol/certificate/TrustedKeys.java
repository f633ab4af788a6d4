package io.verdigrid.protocol.certificate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;

/** Public keys whose signatures are believed. Immutable. */
public final class TrustedKeys {
    private final List<PublicKey> keys;

    private TrustedKeys(List<PublicKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /** Those in these PEM files; throws IllegalArgumentException that names a file which holds none. */
    public static TrustedKeys read(List<Path> files) {
        List<PublicKey> keys = new ArrayList<>();
        for (Path file : files) {
            try {
                byte[] bytes = SigningKey.Pem.read(Files.readString(file), "PUBLIC KEY");
                keys.add(KeyFactory.getInstance(SigningKey.ALGORITHM).generatePublic(new X509EncodedKeySpec(bytes)));
            } catch (IOException e) {
                throw new IllegalArgumentException(
                        Files.exists(file) ? "cannot read " + file : "there is no file " + file, e);
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                throw new IllegalArgumentException(file + " holds no Ed25519 public key as PEM", e);
            }
        }
        return new TrustedKeys(keys);
    }

    /** Whether one of them signed these bytes so. */
    boolean signed(byte[] bytes, byte[] signed) {
        for (PublicKey key : keys) {
            if (signed(key, bytes, signed)) {
                return true;
            }
        }
        return false;
    }

    private static boolean signed(PublicKey key, byte[] bytes, byte[] signed) {
        try {
            Signature signature = Signature.getInstance(SigningKey.ALGORITHM);
            signature.initVerify(key);
            signature.update(bytes);
            return signature.verify(signed);
        } catch (GeneralSecurityException notASignature) {
            return false;
        }
    }
}
