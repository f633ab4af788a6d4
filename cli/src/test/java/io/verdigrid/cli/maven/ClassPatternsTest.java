package io.verdigrid.cli.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassPatternsTest {
    private final ClassPatterns defaults =
            new ClassPatterns(ClassPatterns.DEFAULT_INCLUDES, ClassPatterns.DEFAULT_EXCLUDES);

    @ParameterizedTest
    @CsvSource({
        "TestFoo.class, true",
        "a/b/FooTest.class, true",
        "a/FooTests.class, true",
        "a/FooTestCase.class, true",
        "a/FooTest$Inner.class, false",
        "a/FooTester.class, false",
        "Testing/Foo.class, false",
        "a/FooIT.class, false"
    })
    void defaultsAreSurefires(String path, boolean taken) {
        assertThat(defaults.test(path)).isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            **/*Test.java            ; a/b/FooTest.class  ; true
            **/*Test.class           ; FooTest.class      ; true
            FooTest                  ; a/b/FooTest.class  ; true
            FooTest.java             ; a/b/FooTest.class  ; true
            b/Foo*                   ; a/b/FooTest.class  ; true
            a.b.FooTest              ; a/b/FooTest.class  ; true
            org/**/FooTest.java      ; org/FooTest.class  ; true
            org/**                   ; org/x/Foo.class    ; true
            org/                     ; org/x/Foo.class    ; true
            Foo?est                  ; FooTest.class      ; true
            Foo?est                  ; FoooTest.class     ; false
            *Test                    ; a/Test$1.class     ; false
            %regex[.*(Cat|Dog).*]    ; a/DogHouse.class   ; true
            %regex[(Cat|Dog).*]      ; a/DogHouse.class   ; false
            %regex[a/.{2,3}[.]class] ; a/Dog.class        ; true
            %ant[**/Foo*]            ; a/Foo.class        ; true
            Foo, Bar*                ; a/Barn.class       ; true
            Foo, !Bar*               ; a/Barn.class       ; false
            """)
    void patternsAreSurefires(String pattern, String path, boolean taken) {
        assertThat(new ClassPatterns(List.of(pattern), List.of()).test(path)).isEqualTo(taken);
    }

    @Test
    void excludesWin() {
        ClassPatterns patterns = new ClassPatterns(List.of("**/*Test.java"), List.of("**/Slow*"));
        assertThat(patterns.test("a/SlowTest.class")).isFalse();
        assertThat(patterns.test("a/QuickTest.class")).isTrue();
    }

    @Test
    void whatCannotBeUnderstoodIsNamed() {
        assertThatThrownBy(() -> new ClassPatterns(List.of("FooTest#bar"), List.of()))
                .hasMessageContaining("'FooTest#bar' names methods");
        assertThatThrownBy(() -> new ClassPatterns(List.of("%regex[(]"), List.of()))
                .hasMessageContaining("'%regex[(]' is no pattern");
    }
}
