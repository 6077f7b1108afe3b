package io.kanshi.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The classes that are shipped: every module but those in tests/, and of each module only what is not its own test. */
final class Production {

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/io/kanshi/testkit/")
                    && !location.contains("/io/kanshi/bench/")
                    && !location.contains("/io/kanshi/architecture/"))
            .importPackages("io.kanshi");

    private Production() {}
}
