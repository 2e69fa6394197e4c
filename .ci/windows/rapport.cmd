@echo off
rem Vraagt om de map met de exports en om het jaar, maakt daarin een werkmap en een pagina, en opent de pagina.
chcp 65001 >nul
setlocal
title Bijstand en werk
set "OUTFLOW_LANG=nl"
set "PROGRAMMA=%~dp0outflow.exe"
echo Bijstand en werk: een rapport uit uw exports. Er gaat niets het internet op.
echo.

:map
set "MAP="
set /p "MAP=Map met de exports (sleep de map hierheen en druk op Enter): "
if not defined MAP goto map
set "MAP=%MAP:"=%"
if not exist "%MAP%\" (
    echo Die map is er niet: %MAP%
    goto map
)

:jaar
set "JAAR="
set /p "JAAR=Jaar, bijvoorbeeld 2018: "
if not defined JAAR goto jaar

set "NAAM=%MAP%\bijstand-en-werk-%JAAR%"
"%PROGRAMMA%" report --data "%MAP%" --year "%JAAR%" --output "%NAAM%.xlsx" --force
rem 0: alles is geteld; 3: gemaakt, maar er zijn rijen afgekeurd, en dat staat bovenaan.
if not "%ERRORLEVEL%"=="0" if not "%ERRORLEVEL%"=="3" goto mislukt
"%PROGRAMMA%" report --data "%MAP%" --year "%JAAR%" --output "%NAAM%.html" --force
if not "%ERRORLEVEL%"=="0" if not "%ERRORLEVEL%"=="3" goto mislukt

echo.
echo Gemaakt, voor intern gebruik:
echo   %NAAM%.xlsx
echo   %NAAM%.html
start "" "%NAAM%.html"
pause
exit /b 0

:mislukt
echo.
echo Er is niets gemaakt. Hierboven staat waarom, en wat u kunt doen.
pause
exit /b 1
