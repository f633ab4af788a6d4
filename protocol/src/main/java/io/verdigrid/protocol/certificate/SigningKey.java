package io.verdigrid.protocol.certificate;

import io.verdigrid.protocol.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** An Ed25519 key that signs, with its public half. Thread-safe; its text never shows the private half. */
public final class SigningKey {
    static final String ALGORITHM = "Ed25519";

    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    private SigningKey(PrivateKey privateKey, PublicKey publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /** A new one. */
    public static SigningKey generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            return new SigningKey(pair.getPrivate(), pair.getPublic());
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("Java 15 and newer have Ed25519", impossible);
        }
    }

    /**
     * The key in this file, as PKCS#8 PEM with its public half in FILE.pub; where neither is there they are made, readable to the
     * owner only. An IOException with a sentence for people for anything else.
     */
    public static SigningKey readOrMake(Path file) throws IOException {
        Path publicFile = publicFile(file);
        if (Files.exists(file)) {
            try {
                KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
                PrivateKey secret = factory.generatePrivate(
                        new PKCS8EncodedKeySpec(Pem.read(Files.readString(file), "PRIVATE KEY")));
                PublicKey open = factory.generatePublic(
                        new X509EncodedKeySpec(Pem.read(Files.readString(publicFile), "PUBLIC KEY")));
                return new SigningKey(secret, open);
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                throw new IOException(file + " and " + publicFile + " are no Ed25519 key pair as PEM", e);
            }
        }
        SigningKey made = generate();
        // The public half first: a private one without it could not be read again.
        Files.writeString(publicFile, made.publicPem());
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            throw new IOException(file + " was just made by another process: start again", e);
        }
        Files.writeString(
                file, Pem.write(made.privateKey.getEncoded(), "PRIVATE KEY"), StandardOpenOption.TRUNCATE_EXISTING);
        return made;
    }

    /** Where the public half of a key in this file is. */
    public static Path publicFile(Path file) {
        return file.resolveSibling(file.getFileName() + ".pub");
    }

    /** For those who are to trust it. */
    public String publicPem() {
        return Pem.write(publicKey.getEncoded(), "PUBLIC KEY");
    }

    /** Names it: the SHA-256 of its public half. */
    public String id() {
        return id(publicKey);
    }

    static String id(PublicKey key) {
        return Digest.of(key.getEncoded()).hex();
    }

    byte[] sign(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Override
    public String toString() {
        return "Ed25519 key " + id();
    }

    /** Base64 between two lines. */
    static final class Pem {
        private Pem() {}

        static String write(byte[] bytes, String what) {
            String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                    .encodeToString(bytes);
            return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
        }

        /** Throws IllegalArgumentException where it is none. */
        static byte[] read(String pem, String what) {
            String begin = "-----BEGIN " + what + "-----";
            int from = pem.indexOf(begin);
            int to = pem.indexOf("-----END " + what + "-----");
            if (from < 0 || to < from) {
                throw new IllegalArgumentException("no " + what + " as PEM");
            }
            return Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
        }
    }
}
