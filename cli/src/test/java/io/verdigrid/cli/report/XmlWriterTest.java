package io.verdigrid.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class XmlWriterTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void indentsElementsAndLeavesTextAlone() throws Exception {
        try (XmlWriter xml = new XmlWriter(out)) {
            xml.start("a").attribute("x", "1");
            xml.start("b").end();
            xml.start("c").text(" t ").end();
            xml.end();
        }

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                <?xml version="1.0" encoding="UTF-8"?>
                <a x="1">
                  <b/>
                  <c> t </c>
                </a>
                """);
    }

    @Test
    void bringsEveryTextThroughAParser() throws Exception {
        String text = "<&>\"']]>\r\n\té😀\u0085end";
        try (XmlWriter xml = new XmlWriter(out)) {
            xml.start("a").attribute("x", text).text(text).end();
        }

        assertThat(parsed().getAttribute("x")).isEqualTo(text);
        assertThat(parsed().getTextContent()).isEqualTo(text);
    }

    @Test
    void replacesWhatXmlForbids() throws Exception {
        try (XmlWriter xml = new XmlWriter(out)) {
            xml.start("a")
                    .attribute("x", "\u0000\ud800")
                    .text("\u001b[31m\udc00\ufffe\uffffz\ud83d")
                    .end();
        }

        assertThat(parsed().getAttribute("x")).isEqualTo("\ufffd\ufffd");
        assertThat(parsed().getTextContent()).isEqualTo("\ufffd[31m\ufffd\ufffd\ufffdz\ufffd");
    }

    @Test
    void keepsACharacterWholeThatLiesOverTwoPieces() throws Exception {
        String text = "x".repeat(8191) + "😀" + "y";
        try (XmlWriter xml = new XmlWriter(out)) {
            xml.start("a").text(new StringReader(text)).end();
        }

        assertThat(parsed().getTextContent()).isEqualTo(text);
    }

    private Element parsed() throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(out.toByteArray()))
                .getDocumentElement();
    }
}
